using LightThinker.Engine.Decoding;

namespace LightThinker.Server.Embeddings;

/// <summary>One input of a request, to be computed beside others. Immutable.</summary>
/// <param name="Job">The request's.</param>
/// <param name="Index">The input's place in the request.</param>
/// <param name="Tokens">The input.</param>
internal readonly record struct EmbeddingPart(EmbeddingJob Job, int Index, IReadOnlyList<Token> Tokens);
