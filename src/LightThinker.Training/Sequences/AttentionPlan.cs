namespace LightThinker.Training.Sequences;

/// <summary>
/// How the attention of a pack is computed: each span against the permanent tokens before it, spans of similar size in one
/// call. What is evicted is never computed, let alone masked. Immutable.
/// </summary>
internal sealed class AttentionPlan
{
    // A group ends where padding a span up to the group's size would waste more than about a third of it.
    private const double LeastFill = 0.65;

    private AttentionPlan(IReadOnlyList<AttentionGroup> groups, long[] scatter)
    {
        Groups = groups;
        Scatter = scatter;
    }

    public IReadOnlyList<AttentionGroup> Groups { get; }

    /// <summary>For each token of the pack, its row in the groups' outputs laid end to end.</summary>
    public long[] Scatter { get; }

    public static AttentionPlan For(Pack pack)
    {
        var spans = new List<PackedSpan>();
        int start = 0;
        foreach (var sequence in pack.Sequences)
        {
            AddSpans(spans, sequence, start);
            start += sequence.Length;
        }

        spans.Sort((a, b) => (b.Permanent.Length + b.Length, b.Length).CompareTo((a.Permanent.Length + a.Length, a.Length)));
        var groups = new List<AttentionGroup>();
        long[] scatter = new long[pack.Tokens.Length];
        long row = 0;
        while (spans.Count > 0)
        {
            var members = TakeSimilar(spans);
            var group = ToGroup(members);
            for (int i = 0; i < members.Count; i++)
            {
                for (int q = 0; q < members[i].Length; q++)
                {
                    scatter[members[i].Start + q] = row + (i * group.Queries) + q;
                }
            }

            row += (long)group.Count * group.Queries;
            groups.Add(group);
        }

        return new AttentionPlan(groups, scatter);
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

    /// <summary>Removes the first span and those that fit to it.</summary>
    private static List<PackedSpan> TakeSimilar(List<PackedSpan> spans)
    {
        var first = spans[0];
        var members = spans.FindAll(span =>
            span.Length <= first.Length
            && span.Permanent.Length <= first.Permanent.Length
            && span.Length >= LeastFill * first.Length
            && span.Permanent.Length + span.Length >= LeastFill * (first.Permanent.Length + first.Length));
        var taken = new HashSet<int>(members.Select(member => member.Start));
        spans.RemoveAll(span => taken.Contains(span.Start));
        return members;
    }

    private static AttentionGroup ToGroup(List<PackedSpan> spans)
    {
        int queries = spans.Max(span => span.Length);
        int permanent = spans.Max(span => span.Permanent.Length);
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
            spans.Count, queries, permanent, [.. queryIndex], [.. keyIndex], [.. spans.Select(span => span.Permanent.Length)]);
    }

    /// <summary>A span of the pack.</summary>
    private sealed record PackedSpan(int Start, int Length, long[] Permanent);
}
