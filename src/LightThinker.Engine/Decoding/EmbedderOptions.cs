namespace LightThinker.Engine.Decoding;

/// <summary>How inputs are embedded. Immutable.</summary>
/// <param name="Pooling">How the vectors of tokens become one.</param>
/// <param name="MaxTokens">Tokens of the longest input, at least 1; each takes a KV cell of the embedder's own.</param>
public sealed record EmbedderOptions(Pooling Pooling, int MaxTokens);
