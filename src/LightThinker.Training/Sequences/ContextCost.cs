namespace LightThinker.Training.Sequences;

/// <summary>What a layout costs when it is generated, by the paper's measures (arXiv 2502.15589, section 4.1). Immutable.</summary>
/// <param name="Peak">The most tokens held at once; just before an eviction, the resume token included.</param>
/// <param name="Dependency">The tokens that each sampled token attends to, itself included, summed over all of them.</param>
internal readonly record struct ContextCost(int Peak, long Dependency)
{
    public static ContextCost Of(TokenSequence sequence)
    {
        int peak = 0;
        long dependency = 0;
        int permanent = 0;
        foreach (var span in sequence.Spans)
        {
            int end = span.Start + span.Length;
            int evicted = 0;
            for (int i = span.Start; i < end; i++)
            {
                evicted += sequence.IsPermanent[i] ? 0 : 1;
                // Only sampled tokens are learnt.
                dependency += sequence.IsLabel[i] ? permanent + i - span.Start + 1 : 0;
            }

            // A token that is not sampled follows an eviction where the method has a resume token.
            bool resumes = evicted > 0 && end < sequence.Length && !sequence.IsLabel[end];
            peak = Math.Max(peak, permanent + span.Length + (resumes ? 1 : 0));
            permanent += span.Length - evicted;
        }

        return new ContextCost(peak, dependency);
    }
}
