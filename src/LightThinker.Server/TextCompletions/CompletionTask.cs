using LightThinker.Engine.Sequences;

namespace LightThinker.Server.TextCompletions;

/// <summary>A validated request. Immutable.</summary>
/// <param name="Requests">What the engine does, one for each prompt.</param>
/// <param name="Shape">What the answer consists of.</param>
internal sealed record CompletionTask(IReadOnlyList<GenerationRequest> Requests, CompletionShape Shape);
