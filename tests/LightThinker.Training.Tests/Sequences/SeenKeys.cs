using LightThinker.Training.Sequences;

namespace LightThinker.Training.Tests.Sequences;

/// <summary>What an attention plan shows each token of a pack. Thread-safe.</summary>
internal static class SeenKeys
{
    /// <returns>For each token its keys, each once, or the list is longer than the expected one.</returns>
    public static List<long>[] Of(Pack pack)
    {
        var plan = AttentionPlan.For(pack);
        var rows = new List<(long Query, List<long> Keys)>();
        foreach (var group in plan.Groups)
        {
            for (int row = 0; row < group.Count * group.Queries; row++)
            {
                int span = row / group.Queries;
                int first = group.Permanent - group.PermanentCounts[span];
                int last = group.Permanent + (row % group.Queries);
                rows.Add((group.QueryIndex[row], [.. group.KeyIndex.Skip((span * group.Keys) + first).Take(last - first + 1)]));
            }
        }

        return [.. Enumerable.Range(0, pack.Tokens.Length).Select(token =>
        {
            var output = plan.Outputs[token];
            var (query, keys) = rows[(int)output.SpanStart + output.Row];
            Assert.Equal(token, query);
            return keys;
        })];
    }
}
