namespace LightThinker.Engine.Grammars.Syntax;

/// <summary>A grammar as written: rules by number, the root rule's number, and names for messages. Immutable.</summary>
/// <param name="Text">The text, to point at places in it.</param>
/// <param name="Names">The rules' names.</param>
/// <param name="Offsets">Where in the text each rule is defined.</param>
/// <param name="Rules">What each rule matches.</param>
/// <param name="Root">The rule that the whole output matches.</param>
internal sealed record GrammarSyntax(
    GrammarText Text,
    IReadOnlyList<string> Names,
    IReadOnlyList<int> Offsets,
    IReadOnlyList<Alternatives> Rules,
    int Root);
