using LightThinker.OpenAI.Responses;

namespace LightThinker.Server.Responses;

/// <summary>A valid item of a conversation. Immutable.</summary>
/// <param name="Item">Its type and id are set.</param>
/// <param name="Param">The request field that it came with, for errors.</param>
internal sealed record SourcedItem(ResponseItem Item, string Param);
