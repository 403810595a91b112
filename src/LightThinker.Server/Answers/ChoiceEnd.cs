using LightThinker.Engine.Sequences;

namespace LightThinker.Server.Answers;

/// <summary>How one choice of an answer ended. Immutable.</summary>
/// <param name="Choice">Which, from 0.</param>
/// <param name="Result">What the engine says of it.</param>
/// <param name="CalledTools">Whether it called at least one tool.</param>
internal sealed record ChoiceEnd(int Choice, GenerationResult Result, bool CalledTools);
