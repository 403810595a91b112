namespace LightThinker.Chat.Tools;

/// <summary>What stands between a call's opener and the brace of its arguments. Immutable and thread-safe.</summary>
/// <param name="Marks">Delimiters in it; the rest is words and whitespace.</param>
/// <param name="ReadName">Finds the function's name in the whole; null where that is no call.</param>
public sealed record CallHeader(IReadOnlyList<string> Marks, Func<string, string?> ReadName);
