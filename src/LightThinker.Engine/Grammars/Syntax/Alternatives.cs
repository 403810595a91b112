namespace LightThinker.Engine.Grammars.Syntax;

/// <summary>Sequences of elements of which one is matched: the body of a rule or group. Immutable.</summary>
/// <param name="Sequences">At least one; each may be empty.</param>
internal sealed record Alternatives(IReadOnlyList<IReadOnlyList<GrammarElement>> Sequences)
{
    /// <summary>The largest depth of an element.</summary>
    public int Depth { get; } = Sequences.Max(sequence => sequence.Count == 0 ? 0 : sequence.Max(element => element.Depth));
}
