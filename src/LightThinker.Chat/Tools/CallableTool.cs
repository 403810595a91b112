namespace LightThinker.Chat.Tools;

/// <summary>A tool, as a grammar of calls needs it. Immutable.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="ArgumentsRule">
/// The name of the GBNF rule that its arguments match, a JSON object. The rule itself is the caller's.
/// </param>
public sealed record CallableTool(string Name, string ArgumentsRule);
