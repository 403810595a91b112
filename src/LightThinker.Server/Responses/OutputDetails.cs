using LightThinker.Server.ChatCompletions;

namespace LightThinker.Server.Responses;

/// <summary>What the items of an output have beyond their text. Immutable.</summary>
/// <param name="IsSealed">Whether reasoning comes in a form of this server's own as well.</param>
/// <param name="Tokens">Writes the tokens of messages, where the client wants them.</param>
internal sealed record OutputDetails(bool IsSealed, TokenReport Tokens);
