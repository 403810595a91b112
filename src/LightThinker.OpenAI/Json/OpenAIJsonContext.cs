using System.Text.Json.Serialization;
using LightThinker.OpenAI.Chat;
using LightThinker.OpenAI.Completions;
using LightThinker.OpenAI.Embeddings;
using LightThinker.OpenAI.Errors;
using LightThinker.OpenAI.Models;
using LightThinker.OpenAI.Tokens;

namespace LightThinker.OpenAI.Json;

/// <summary>Reads and writes every wire record without reflection. Immutable and thread-safe; use
/// <see cref="WireJson.Context"/>, which has the protocol's settings.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChatCompletionRequest))]
[JsonSerializable(typeof(ChatCompletion))]
[JsonSerializable(typeof(ChatCompletionChunk))]
[JsonSerializable(typeof(ChatCompletionUsageChunk))]
[JsonSerializable(typeof(CompletionRequest))]
[JsonSerializable(typeof(Completion))]
[JsonSerializable(typeof(CompletionWithUsage))]
[JsonSerializable(typeof(CompressionParameters))]
[JsonSerializable(typeof(IReadOnlyList<ContentPart>))]
[JsonSerializable(typeof(IReadOnlyList<ToolDefinition>))]
[JsonSerializable(typeof(EmbeddingRequest))]
[JsonSerializable(typeof(EmbeddingList))]
[JsonSerializable(typeof(TokenizeRequest))]
[JsonSerializable(typeof(TokenList))]
[JsonSerializable(typeof(DetokenizeRequest))]
[JsonSerializable(typeof(DetokenizedText))]
[JsonSerializable(typeof(RenderedPrompt))]
[JsonSerializable(typeof(Model))]
[JsonSerializable(typeof(ModelList))]
[JsonSerializable(typeof(ErrorResponse))]
public sealed partial class OpenAIJsonContext : JsonSerializerContext;
