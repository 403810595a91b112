using LightThinker.Training.Sequences;
using static TorchSharp.torch;

namespace LightThinker.Training.Decoders;

/// <summary>
/// A pack's attention plan as tensors, made once and used by every layer. One thread.
/// </summary>
/// <remarks>
/// What a layer attends with lies in rows of one head each, [tokens · (heads + 2 · kv heads), head width]. All groups' queries,
/// keys and values are gathered in one call and then split, because the gradient of every single gather is as large as all
/// rows. They are gathered in the order [span, head, token], so that nothing has to be rearranged.
/// </remarks>
internal sealed class AttentionTensors
{
    private AttentionTensors(IReadOnlyList<AttentionGroup> groups, Tensor rows, long[] sizes, Tensor[] masks, Tensor outputs)
    {
        Groups = groups;
        Rows = rows;
        Sizes = sizes;
        Masks = masks;
        Outputs = outputs;
    }

    public IReadOnlyList<AttentionGroup> Groups { get; }

    /// <summary>What to gather: each group's queries, keys and values; a kv head once for each head that uses it.</summary>
    public Tensor Rows { get; }

    /// <summary>Rows of the first group's queries, keys and values, then of the second's, and so on.</summary>
    public long[] Sizes { get; }

    /// <summary>Each group's: 0 or −∞, [count, 1, queries, keys].</summary>
    public Tensor[] Masks { get; }

    /// <summary>Where each token's heads are in the groups' results laid end to end, [tokens · heads].</summary>
    public Tensor Outputs { get; }

    /// <param name="plan">Of the pack.</param>
    /// <param name="tokens">Tokens of the pack and, behind them, any that nobody asks for.</param>
    /// <param name="shape">Of the model.</param>
    /// <param name="type">Of the masks.</param>
    public static AttentionTensors For(AttentionPlan plan, int tokens, DecoderShape shape, ScalarType type)
    {
        int sharing = shape.Heads / shape.KvHeads;
        var rows = new List<long>();
        var sizes = new List<long>();
        foreach (var group in plan.Groups)
        {
            Add(group.QueryIndex, group.Queries, head => head);
            Add(group.KeyIndex, group.Keys, head => shape.Heads + (head / sharing));
            Add(group.KeyIndex, group.Keys, head => shape.Heads + shape.KvHeads + (head / sharing));
        }

        return new AttentionTensors(
            plan.Groups,
            tensor(rows.ToArray()),
            [.. sizes],
            [.. plan.Groups.Select(group => MaskOf(group).to(type))],
            OutputRows(plan, tokens, shape.Heads));

        void Add(long[] index, int length, Func<int, int> rowOf)
        {
            for (int start = 0; start < index.Length; start += length)
            {
                for (int head = 0; head < shape.Heads; head++)
                {
                    foreach (long token in index.AsSpan(start, length))
                    {
                        rows.Add((token * (shape.Heads + (2 * shape.KvHeads))) + rowOf(head));
                    }
                }
            }

            sizes.Add((long)index.Length * shape.Heads);
        }
    }

    private static Tensor OutputRows(AttentionPlan plan, int tokens, int heads)
    {
        long[] rows = new long[tokens * heads];
        for (int token = 0; token < plan.Outputs.Count; token++)
        {
            var output = plan.Outputs[token];
            for (int head = 0; head < heads; head++)
            {
                rows[(token * heads) + head] = (output.SpanStart * heads) + (head * output.SpanLength) + output.Row;
            }
        }

        return tensor(rows);
    }

    /// <summary>Key j of a span is seen by its row q if it is real and no later than the row's own.</summary>
    private static Tensor MaskOf(AttentionGroup group)
    {
        float[] mask = new float[group.Count * group.Queries * group.Keys];
        for (int row = 0; row < group.Count * group.Queries; row++)
        {
            var keys = mask.AsSpan(row * group.Keys, group.Keys);
            keys[..(group.Permanent - group.PermanentCounts[row / group.Queries])].Fill(float.NegativeInfinity);
            keys[(group.Permanent + (row % group.Queries) + 1)..].Fill(float.NegativeInfinity);
        }

        return tensor(mask).view(group.Count, 1, group.Queries, group.Keys);
    }
}
