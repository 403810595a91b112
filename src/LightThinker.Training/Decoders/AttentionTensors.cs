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
        var key = arange(group.Keys, ScalarType.Int64).view(1, 1, 1, group.Keys);
        var row = arange(group.Queries, ScalarType.Int64).view(1, 1, group.Queries, 1);
        var padding = tensor(group.PermanentCounts.Select(count => (long)(group.Permanent - count)).ToArray())
            .view(group.Count, 1, 1, 1);
        var isSeen = (key >= padding).logical_and(key <= row + group.Permanent);
        return zeros(group.Count, 1, group.Queries, group.Keys).masked_fill(isSeen.logical_not(), float.NegativeInfinity);
    }
}
