using LightThinker.OpenAI.Responses;

namespace LightThinker.Server.Responses;

/// <summary>The conversation that a request continues. Immutable.</summary>
/// <param name="All">Its items, oldest first, the new ones last.</param>
/// <param name="New">Those that came with the request; they are stored with the response.</param>
internal sealed record ResponseConversation(IReadOnlyList<SourcedItem> All, IReadOnlyList<ResponseItem> New);
