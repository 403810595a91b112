using LightThinker.Engine.Decoding;

namespace LightThinker.Server.TextCompletions;

/// <summary>One prompt of a request. Immutable.</summary>
/// <param name="Text">As an echo shows it.</param>
/// <param name="Tokens">As the model reads it; at least one.</param>
internal sealed record CompletionPrompt(string Text, IReadOnlyList<Token> Tokens);
