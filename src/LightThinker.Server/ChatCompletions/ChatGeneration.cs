using LightThinker.Engine.Sequences;

namespace LightThinker.Server.ChatCompletions;

/// <summary>A validated chat request. Immutable.</summary>
/// <param name="Request">What the engine does.</param>
/// <param name="Tools">The tools that its answer may call; null for none.</param>
internal sealed record ChatGeneration(GenerationRequest Request, ToolSet? Tools);
