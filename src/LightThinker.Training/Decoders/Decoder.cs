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
    private readonly DecoderShape _shape;
    private readonly ParameterList _list;
    private readonly Tensor[] _parameters;
    private readonly RotaryTable _rotary;
    private readonly ScalarType _type;

    // Fields for the reason that Scalars gives.
    private readonly Scalar _epsilon;
    private readonly Scalar _queryScale;

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
        _queryScale = 1 / Math.Sqrt(_shape.HeadWidth);
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
        AttentionTensors[] groups = [.. plan.Groups.Select(group => AttentionTensors.For(group, _type))];
        var scatter = tensor(plan.Scatter);
        var (cos, sin) = _rotary.At(tensor(pack.Positions), _type);

        var x = Parameter("token_embd.weight").index_select(0, tensor(pack.Tokens));
        for (int layer = 0; layer < _shape.Layers; layer++)
        {
            string prefix = $"blk.{layer}.";
            x = x.add(Attend(prefix, Normalize(x), groups, scatter, cos, sin), Scalars.One);
            x = x.add(FeedForward(prefix, Normalize(x)), Scalars.One);
        }

        var last = Normalize(x.index_select(0, tensor(pack.Predictors)));
        string output = _shape.TiedEmbeddings ? "token_embd.weight" : "output.weight";
        return Linear(last, output, "output_norm.weight").to(ScalarType.Float32);
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
        _queryScale.Dispose();
    }

    private Tensor Attend(
        string prefix, Tensor x, AttentionTensors[] groups, Tensor scatter, Tensor cos, Tensor sin)
    {
        int keyHeads = _shape.KvHeads;
        var qkv = Linear(x, prefix + "attn_qkv.weight", prefix + "attn_norm.weight");
        if (_shape.HasBiases)
        {
            qkv = qkv.add(Parameter(prefix + "attn_qkv.bias").to(_type), Scalars.One);
        }

        var heads = qkv.view(-1, _shape.Heads + (2 * keyHeads), _shape.HeadWidth);
        var rotated = RotaryTable.Rotate(heads.narrow(1, 0, _shape.Heads + keyHeads), cos, sin);
        var q = rotated.narrow(1, 0, _shape.Heads) * _queryScale;
        var k = rotated.narrow(1, _shape.Heads, keyHeads);
        var v = heads.narrow(1, _shape.Heads + keyHeads, keyHeads);
        if (keyHeads < _shape.Heads)
        {
            k = k.repeat_interleave(_shape.Heads / keyHeads, 1);
            v = v.repeat_interleave(_shape.Heads / keyHeads, 1);
        }

        Tensor[] outputs = [.. groups.Select(group => AttendGroup(group, q, k, v))];
        var gathered = (outputs.Length == 1 ? outputs[0] : cat(outputs, 0)).index_select(0, scatter);
        return Linear(gathered, prefix + "attn_output.weight").to(ScalarType.Float32);
    }

    /// <returns>[count × queries, width].</returns>
    private Tensor AttendGroup(AttentionTensors group, Tensor q, Tensor k, Tensor v)
    {
        var keys = Take(k, group.KeyIndex, group.Group.Keys).transpose(-1, -2);
        var scores = Take(q, group.QueryIndex, group.Group.Queries).matmul(keys).add_(group.Mask, Scalars.One);
        return scores.softmax(-1)
            .matmul(Take(v, group.KeyIndex, group.Group.Keys))
            .transpose(1, 2)
            .reshape(-1, _shape.Width);
    }

    /// <returns>[count, heads, length, head width].</returns>
    private Tensor Take(Tensor heads, Tensor index, int length) =>
        heads.index_select(0, index).view(-1, length, _shape.Heads, _shape.HeadWidth).transpose(1, 2);

    private Tensor FeedForward(string prefix, Tensor x)
    {
        var halves = Linear(x, prefix + "ffn_gate_up.weight", prefix + "ffn_norm.weight").chunk(2, -1);
        var gated = nn.functional.silu(halves[0]) * halves[1];
        return Linear(gated, prefix + "ffn_down.weight").to(ScalarType.Float32);
    }

    /// <summary>RMS norm without its gain, which is multiplied into the matrix that follows: that has fewer rows.</summary>
    private Tensor Normalize(Tensor x) =>
        (x * (x.square().mean([-1], keepdim: true) + _epsilon).rsqrt()).to(_type);

    private Tensor Linear(Tensor x, string weight, string? gain = null)
    {
        var matrix = Parameter(weight);
        return x.matmul((gain is null ? matrix : matrix * Parameter(gain)).to(_type).t());
    }

    private Tensor Parameter(string name) => _parameters[_list.IndexOf(name)];
}
