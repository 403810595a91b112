using System.Numerics;

namespace LightThinker.Training.Sequences;

/// <summary>
/// How the attention of a pack is computed: each span against the permanent tokens before it, spans of similar size in one
/// call. What is evicted is never computed, let alone masked. Sizes are rounded up, because the first product of matrices of a
/// new shape costs several times as much as the next ones. Immutable.
/// </summary>
internal sealed class AttentionPlan
{
    private const int QueryUnit = 16;
    private const int PermanentUnit = 64;
    private const int MostSpans = 8;

    private AttentionPlan(IReadOnlyList<AttentionGroup> groups, IReadOnlyList<AttentionOutput> outputs)
    {
        Groups = groups;
        Outputs = outputs;
    }

    public IReadOnlyList<AttentionGroup> Groups { get; }

    /// <summary>For each token of the pack, its place in the groups' outputs laid end to end.</summary>
    public IReadOnlyList<AttentionOutput> Outputs { get; }

    public static AttentionPlan For(Pack pack)
    {
        var spans = new List<PackedSpan>();
        int start = 0;
        foreach (var sequence in pack.Sequences)
        {
            AddSpans(spans, sequence, start);
            start += sequence.Length;
        }

        var groups = new List<AttentionGroup>();
        var outputs = new AttentionOutput[pack.Tokens.Length];
        long row = 0;
        foreach (var members in spans
            .GroupBy(span => (Queries: RoundUp(span.Length, QueryUnit), Permanent: RoundUp(span.Permanent.Length, PermanentUnit)))
            .SelectMany(Cut))
        {
            var group = ToGroup(members);
            for (int i = 0; i < members.Length; i++)
            {
                for (int q = 0; q < members[i].Length; q++)
                {
                    outputs[members[i].Start + q] = new AttentionOutput(row + (i * group.Queries), group.Queries, q);
                }
            }

            row += (long)group.Count * group.Queries;
            groups.Add(group);
        }

        return new AttentionPlan(groups, outputs);
    }

    private static void AddSpans(List<PackedSpan> spans, TokenSequence sequence, int start)
    {
        var permanent = new List<long>();
        foreach (var span in sequence.Spans)
        {
            spans.Add(new PackedSpan(start + span.Start, span.Length, [.. permanent]));
            for (int i = span.Start; i < span.Start + span.Length; i++)
            {
                if (sequence.IsPermanent[i])
                {
                    permanent.Add(start + i);
                }
            }
        }
    }

    /// <summary>Cuts spans of one class into groups of 8, 4, 2 and 1: few counts make few shapes.</summary>
    private static IEnumerable<PackedSpan[]> Cut(IEnumerable<PackedSpan> spans)
    {
        PackedSpan[] rest = [.. spans];
        while (rest.Length > 0)
        {
            int count = Math.Min(MostSpans, 1 << BitOperations.Log2((uint)rest.Length));
            yield return rest[..count];
            rest = rest[count..];
        }
    }

    private static int RoundUp(int length, int unit) => (length + unit - 1) / unit * unit;

    private static AttentionGroup ToGroup(PackedSpan[] spans)
    {
        int queries = RoundUp(spans[0].Length, QueryUnit);
        int permanent = RoundUp(spans[0].Permanent.Length, PermanentUnit);
        var queryIndex = new List<long>();
        var keyIndex = new List<long>();
        foreach (var span in spans)
        {
            long[] own = [.. Enumerable.Range(0, queries).Select(i => (long)span.Start + Math.Min(i, span.Length - 1))];
            queryIndex.AddRange(own);
            keyIndex.AddRange(Enumerable.Repeat((long)span.Start, permanent - span.Permanent.Length));
            keyIndex.AddRange(span.Permanent);
            keyIndex.AddRange(own);
        }

        return new AttentionGroup(
            spans.Length, queries, permanent, [.. queryIndex], [.. keyIndex], [.. spans.Select(span => span.Permanent.Length)]);
    }

    /// <summary>A span of the pack.</summary>
    private sealed record PackedSpan(int Start, int Length, long[] Permanent);
}
