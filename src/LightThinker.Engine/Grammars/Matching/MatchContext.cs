namespace LightThinker.Engine.Grammars.Matching;

/// <summary>
/// What follows a rule while <see cref="MatchFrontier"/> is still finding its callers. One thread at a time.
/// </summary>
/// <param name="resolved">Known from the start where the rule was called earlier in the text.</param>
internal sealed class MatchContext(Continuation? resolved)
{
    /// <summary>The continuation, once no more callers can come.</summary>
    public Continuation? Resolved { get; set; } = resolved;

    /// <summary>Where the callers found so far go on, and what follows those.</summary>
    public List<(int Instruction, int Context)> Callers { get; } = [];

    /// <summary>Whether the rule has ended without text, so that later callers go on at once too.</summary>
    public bool MayBeEmpty { get; set; }
}
