using LightThinker.OpenAI.Responses;
using LightThinker.Server.ChatCompletions;

namespace LightThinker.Server.Responses;

/// <summary>A valid request for a response. Immutable.</summary>
/// <param name="Wire">The request as it came.</param>
/// <param name="Generation">What the engine does.</param>
/// <param name="NewItems">The items that came with the request.</param>
internal sealed record ResponseTurn(
    ResponseRequest Wire,
    ChatGeneration Generation,
    IReadOnlyList<ResponseItem> NewItems);
