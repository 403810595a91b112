namespace LightThinker.Engine.Grammars;

/// <summary>
/// What an answer must match. Reasoning stays free, and the answer may not end before its grammar does. Immutable.
/// </summary>
/// <param name="Grammar">The language of the whole answer; null where it begins free.</param>
/// <param name="Triggers">By which a free answer comes to be held to a grammar; unused beside one for the whole answer.</param>
public sealed record OutputConstraint(Grammar? Grammar, IReadOnlyList<GrammarTrigger> Triggers)
{
    /// <summary>The whole answer must match.</summary>
    public OutputConstraint(Grammar grammar)
        : this(grammar, [])
    {
    }
}
