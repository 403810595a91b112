namespace LightThinker.Training.Sequences;

/// <summary>
/// Several sequences laid end to end without padding: what one worker computes at once. Immutable.
/// </summary>
internal sealed class Pack
{
    public Pack(IReadOnlyList<TokenSequence> sequences)
    {
        Sequences = sequences;
        Tokens = [.. sequences.SelectMany(sequence => sequence.Tokens.Select(token => (long)token))];
        Positions = [.. sequences.SelectMany(sequence => Enumerable.Range(0, sequence.Length).Select(i => (long)i))];
        var predictors = new List<long>();
        var targets = new List<long>();
        int start = 0;
        foreach (var sequence in sequences)
        {
            for (int i = 1; i < sequence.Length; i++)
            {
                if (sequence.IsLabel[i])
                {
                    predictors.Add(start + i - 1);
                    targets.Add(sequence.Tokens[i]);
                }
            }

            start += sequence.Length;
        }

        Predictors = [.. predictors];
        Targets = [.. targets];
    }

    public IReadOnlyList<TokenSequence> Sequences { get; }

    public long[] Tokens { get; }

    /// <summary>Positions in their own sequence, for RoPE.</summary>
    public long[] Positions { get; }

    /// <summary>Tokens whose output predicts the target of the same index.</summary>
    public long[] Predictors { get; }

    public long[] Targets { get; }
}
