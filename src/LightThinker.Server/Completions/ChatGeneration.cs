using LightThinker.Engine.Sequences;

namespace LightThinker.Server.Completions;

/// <summary>A validated chat request: what the engine does, and how the answer is sent. Immutable.</summary>
/// <param name="Request">The engine's part.</param>
/// <param name="Streams">Whether the answer is a stream.</param>
/// <param name="IncludesUsage">Whether the stream reports usage.</param>
internal sealed record ChatGeneration(GenerationRequest Request, bool Streams, bool IncludesUsage);
