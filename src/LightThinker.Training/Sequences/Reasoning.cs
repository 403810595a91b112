namespace LightThinker.Training.Sequences;

/// <summary>An example's reasoning as tokens, before a format lays it out. Immutable.</summary>
internal sealed record Reasoning
{
    /// <summary>The delimiter that opens it.</summary>
    public required int Opening { get; init; }

    /// <summary>Each thought's own tokens.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Thoughts { get; init; }

    /// <summary>The token that ends each thought.</summary>
    public required int Split { get; init; }

    /// <summary>The method's <c>c_0 … c_{k-1}</c>: added by a compression, so never learnt.</summary>
    public required IReadOnlyList<int> Cache { get; init; }

    /// <summary>The first token that no longer sees what was compressed: added too.</summary>
    public required int Resume { get; init; }

    /// <summary>Everything that the model samples, in order.</summary>
    public IEnumerable<int> Sampled => Thoughts.SelectMany(thought => thought.Append(Split)).Prepend(Opening);
}
