namespace LightThinker.Chat.Tools;

/// <summary>A grammar that applies once an answer has begun to call a tool. Immutable and thread-safe.</summary>
/// <param name="Trigger">
/// The text that begins the call, in which <see cref="ToolCallFormat.VisibleTokens"/> are text.
/// </param>
/// <param name="IsAtStartOnly">Whether the trigger counts only at the start of the answer, whitespace aside.</param>
/// <param name="Text">GBNF: what follows the trigger, to the end of the output. The rules of arguments are missing.</param>
public sealed record LazyToolCallGrammar(string Trigger, bool IsAtStartOnly, string Text);
