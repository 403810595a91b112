namespace LightThinker.Training.Decoders;

/// <summary>The parameters of a decoder in the order of their flat buffer: hidden matrices last. Immutable.</summary>
internal sealed class ParameterList
{
    private readonly List<ParameterInfo> _all = [];
    private readonly Dictionary<string, int> _byName = [];

    public ParameterList(DecoderShape shape)
    {
        long width = shape.Width;
        double deviation = 1 / Math.Sqrt(width);
        // Layers that write to the residual stream start smaller, the more of them there are.
        double output = deviation / Math.Sqrt(2.0 * shape.Layers);
        Add("token_embd.weight", 0.02, 0, shape.Vocabulary, width);
        for (int layer = 0; layer < shape.Layers; layer++)
        {
            string prefix = $"blk.{layer}.";
            Add(prefix + "attn_norm.weight", 0, 1, width);
            AddBlocks(prefix + "attn_qkv.weight", deviation, [width, shape.KvWidth, shape.KvWidth], width);
            if (shape.HasBiases)
            {
                Add(prefix + "attn_qkv.bias", 0, 0, width + (2 * shape.KvWidth));
            }

            Add(prefix + "attn_output.weight", output, 0, width, width);
            Add(prefix + "ffn_norm.weight", 0, 1, width);
            AddBlocks(prefix + "ffn_gate_up.weight", deviation, [shape.FeedForward, shape.FeedForward], width);
            Add(prefix + "ffn_down.weight", output * Math.Sqrt((double)width / shape.FeedForward), 0, width, shape.FeedForward);
        }

        Add("output_norm.weight", 0, 1, width);
        if (!shape.TiedEmbeddings)
        {
            Add("output.weight", deviation, 0, shape.Vocabulary, width);
        }

        Place();
    }

    public IReadOnlyList<ParameterInfo> All => _all;

    /// <summary>Numbers in all.</summary>
    public long Count { get; private set; }

    /// <summary>Numbers before the first hidden matrix; only such matrices follow.</summary>
    public long FirstMatrix => _all.Where(parameter => !parameter.IsHiddenMatrix).Sum(parameter => parameter.Count);

    /// <exception cref="KeyNotFoundException">There is no such parameter.</exception>
    public int IndexOf(string name) => _byName[name];

    private void Add(string name, double deviation, double constant, params long[] shape) =>
        _all.Add(new ParameterInfo(name, shape, 0, deviation, constant));

    private void AddBlocks(string name, double deviation, long[] rows, long columns) =>
        _all.Add(new ParameterInfo(name, [rows.Sum(), columns], 0, deviation, 0) { RowBlocks = rows });

    private void Place()
    {
        ParameterInfo[] ordered = [.. _all.OrderBy(parameter => parameter.IsHiddenMatrix)];
        _all.Clear();
        foreach (var parameter in ordered)
        {
            _byName.Add(parameter.Name, _all.Count);
            _all.Add(parameter with { Offset = Count });
            Count += parameter.Count;
        }
    }
}
