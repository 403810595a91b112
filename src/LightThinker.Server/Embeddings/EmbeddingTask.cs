using LightThinker.Engine.Decoding;

namespace LightThinker.Server.Embeddings;

/// <summary>A validated request for embeddings. Immutable.</summary>
/// <param name="Inputs">At least one, each of at least one token and no more than can be embedded.</param>
/// <param name="Dimensions">Numbers of each vector to send.</param>
/// <param name="IsBase64">Whether vectors are sent as base64.</param>
internal sealed record EmbeddingTask(IReadOnlyList<IReadOnlyList<Token>> Inputs, int Dimensions, bool IsBase64)
{
    /// <summary>Tokens of all inputs.</summary>
    public int TokenCount => Inputs.Sum(input => input.Count);
}
