using LightThinker.Training.Sequences;
using TorchSharp;
using static TorchSharp.torch;

namespace LightThinker.Training.Decoders;

/// <summary>
/// Computes a Llama or Qwen2 decoder over packs and, by automatic differentiation, its gradient. One thread per instance;
/// instances share the weights' memory and have gradients of their own.
/// </summary>
internal sealed class Decoder : IDisposable
{
    private const int RowUnit = 64;

    private readonly DecoderShape _shape;
    private readonly ParameterList _list;
    private readonly Tensor[] _parameters;
    private readonly RotaryTable _rotary;
    private readonly ScalarType _type;

    // A field for the reason that Scalars gives.
    private readonly Scalar _epsilon;

    /// <param name="weights">Shared; must outlive this.</param>
    /// <param name="rotary">Shared.</param>
    /// <param name="type">What matrices are multiplied in; sums, norms and the loss are 32-bit floats.</param>
    public Decoder(DecoderWeights weights, RotaryTable rotary, ScalarType type)
    {
        _shape = weights.Shape;
        _list = weights.Parameters;
        _rotary = rotary;
        _type = type;
        _epsilon = _shape.NormEpsilon;
        using var scope = NewDisposeScope();
        _parameters =
        [
            .. _list.All.Select(parameter => weights.View(parameter).detach().requires_grad_(true).DetachFromDisposeScope()),
        ];
    }

    /// <summary>The parameters, in the list's order; <c>grad</c> holds the gradients summed since they were cleared.</summary>
    public IReadOnlyList<Tensor> Parameters => _parameters;

    /// <summary>The logits of the tokens that predict labels, [predictors, vocabulary].</summary>
    /// <exception cref="ArgumentException">A sequence is longer than the context.</exception>
    public Tensor Forward(Pack pack)
    {
        if (pack.Positions.Length > 0 && pack.Positions.Max() >= _shape.Context)
        {
            throw new ArgumentException(
                $"A sequence has {pack.Positions.Max() + 1} tokens; the model's context is {_shape.Context}.", nameof(pack));
        }

        var plan = AttentionPlan.For(pack);
        var tokens = Padded(pack.Tokens);
        var attention = AttentionTensors.For(plan, (int)tokens.shape[0], _shape, _type);
        var (cos, sin) = _rotary.At(Padded(pack.Positions), _type);

        var x = Parameter("token_embd.weight").index_select(0, tokens);
        for (int layer = 0; layer < _shape.Layers; layer++)
        {
            string prefix = $"blk.{layer}.";
            x = x.add(Attend(prefix, Normalize(x), attention, cos, sin), Scalars.One);
            x = x.add(FeedForward(prefix, Normalize(x)), Scalars.One);
        }

        var last = Normalize(x.index_select(0, Padded(pack.Predictors)));
        string output = _shape.TiedEmbeddings ? "token_embd.weight" : "output.weight";
        return Linear(last, output, "output_norm.weight").narrow(0, 0, pack.Predictors.Length).to(ScalarType.Float32);
    }

    public void ClearGradients()
    {
        using var scope = NewDisposeScope();
        foreach (var parameter in _parameters)
        {
            parameter.grad?.zero_();
        }
    }

    public void Dispose()
    {
        foreach (var parameter in _parameters)
        {
            parameter.Dispose();
        }

        _epsilon.Dispose();
    }

    private Tensor Attend(string prefix, Tensor x, AttentionTensors attention, Tensor cos, Tensor sin)
    {
        var qkv = Linear(x, prefix + "attn_qkv.weight", prefix + "attn_norm.weight");
        if (_shape.HasBiases)
        {
            qkv = qkv.add(Parameter(prefix + "attn_qkv.bias").to(_type), Scalars.One);
        }

        var heads = qkv.view(-1, _shape.Heads + (2 * _shape.KvHeads), _shape.HeadWidth);
        var rows = RotaryTable.Rotate(heads, cos, sin).view(-1, _shape.HeadWidth);
        var parts = rows.index_select(0, attention.Rows).split(attention.Sizes, 0);
        Tensor[] outputs =
        [
            .. attention.Groups.Select((group, i) =>
                AttendGroup(group, parts[3 * i], parts[(3 * i) + 1], parts[(3 * i) + 2], attention.Masks[i])),
        ];
        var gathered = cat(outputs, 0).index_select(0, attention.Outputs).view(-1, _shape.Width);
        return Linear(gathered, prefix + "attn_output.weight").to(ScalarType.Float32);
    }

    /// <returns>[count · heads · queries, head width].</returns>
    private Tensor AttendGroup(AttentionGroup group, Tensor queries, Tensor keys, Tensor values, Tensor mask)
    {
        var scores = PerSpan(queries, group.Queries).bmm(PerSpan(keys, group.Keys).transpose(-1, -2));
        scores.view(group.Count, _shape.Heads, group.Queries, group.Keys).add_(mask, Scalars.One);
        return scores.softmax(-1).bmm(PerSpan(values, group.Keys)).view(-1, _shape.HeadWidth);
    }

    /// <returns>[count · heads, length, head width].</returns>
    private Tensor PerSpan(Tensor rows, int length) => rows.view(-1, length, _shape.HeadWidth);

    private Tensor FeedForward(string prefix, Tensor x)
    {
        var halves = Linear(x, prefix + "ffn_gate_up.weight", prefix + "ffn_norm.weight").chunk(2, -1);
        var gated = nn.functional.silu(halves[0]) * halves[1];
        return Linear(gated, prefix + "ffn_down.weight").to(ScalarType.Float32);
    }

    /// <summary>RMS norm without its gain, which is multiplied into the matrix that follows: that has fewer rows.</summary>
    private Tensor Normalize(Tensor x) =>
        (x * (x * x).mean([-1], keepdim: true).add(_epsilon, Scalars.One).rsqrt()).to(_type);

    private Tensor Linear(Tensor x, string weight, string? gain = null)
    {
        var matrix = Parameter(weight);
        return x.matmul((gain is null ? matrix : matrix * Parameter(gain)).to(_type).t());
    }

    /// <summary>Zeros behind, up to a length of which there are few: a product of a new shape costs much more the first time.</summary>
    private static Tensor Padded(long[] values)
    {
        Array.Resize(ref values, (values.Length + RowUnit - 1) / RowUnit * RowUnit);
        return tensor(values);
    }

    private Tensor Parameter(string name) => _parameters[_list.IndexOf(name)];
}
