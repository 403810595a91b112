using LightThinker.Chat.Templates;
using LightThinker.Engine.Decoding;

namespace LightThinker.Server.ChatCompletions;

/// <summary>What a conversation is to the model. Immutable.</summary>
/// <param name="Text">As the template writes it.</param>
/// <param name="Tokens">As the model reads it.</param>
/// <param name="Tools">The tools that its answer may call; null for none.</param>
internal sealed record ChatPrompt(PromptText Text, IReadOnlyList<Token> Tokens, ToolSet? Tools);
