using LightThinker.Engine.Decoding;

namespace LightThinker.Engine.Sampling;

/// <summary>How likely the model found a token, before anything was done to its logits. Immutable.</summary>
/// <param name="Token">The token.</param>
/// <param name="Logprob">Natural logarithm of its probability, at most 0; negative infinity where the model rules it out.</param>
public readonly record struct TokenLogprob(Token Token, float Logprob);
