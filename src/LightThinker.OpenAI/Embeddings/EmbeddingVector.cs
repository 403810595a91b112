using System.Text.Json.Serialization;
using LightThinker.OpenAI.Json;

namespace LightThinker.OpenAI.Embeddings;

/// <summary>A vector, written as a list of numbers or as base64. Immutable.</summary>
/// <param name="Numbers">The vector.</param>
/// <param name="IsBase64">Whether it is written as base64 of 32-bit floats, least significant byte first.</param>
[JsonConverter(typeof(EmbeddingVectorConverter))]
public sealed record EmbeddingVector(IReadOnlyList<float> Numbers, bool IsBase64 = false);
