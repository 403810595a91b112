using LightThinker.Engine.Phases;
using LightThinker.Engine.Sampling;

namespace LightThinker.Engine.Sequences;

/// <summary>A sampled token, as reported to who asked for tokens. Immutable.</summary>
/// <param name="Phase">The part of the output it belongs to.</param>
/// <param name="Drawn">The token, and how likely the model found it.</param>
/// <param name="Top">The most likely tokens in its place, as many as were asked for, in descending order.</param>
public sealed record WrittenToken(Phase Phase, TokenLogprob Drawn, IReadOnlyList<TokenLogprob> Top);
