using LightThinker.Training.Sequences;
using static TorchSharp.torch;

namespace LightThinker.Training.Decoders;

/// <summary>One attention group's indices and mask as tensors, made once per pack and used by every layer. One thread.</summary>
/// <param name="Group">The sizes.</param>
/// <param name="QueryIndex">Tokens that ask.</param>
/// <param name="KeyIndex">Tokens that are asked.</param>
/// <param name="Mask">0 or −∞, [count, 1, queries, keys].</param>
internal sealed record AttentionTensors(AttentionGroup Group, Tensor QueryIndex, Tensor KeyIndex, Tensor Mask)
{
    public static AttentionTensors For(AttentionGroup group, ScalarType type) => new(
        group, tensor(group.QueryIndex), tensor(group.KeyIndex), MaskOf(group).to(type));

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
