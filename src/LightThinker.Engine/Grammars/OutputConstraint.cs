namespace LightThinker.Engine.Grammars;

/// <summary>
/// What an answer must match. Reasoning stays free, and the answer may not end before the grammar does. Immutable.
/// </summary>
/// <param name="Grammar">The answer's language.</param>
/// <param name="Triggers">
/// Where not empty, the answer is free until it writes one of these texts; what follows that text must match. None is empty.
/// </param>
public sealed record OutputConstraint(Grammar Grammar, IReadOnlyList<string> Triggers)
{
    /// <summary>The whole answer must match.</summary>
    public OutputConstraint(Grammar grammar)
        : this(grammar, [])
    {
    }
}
