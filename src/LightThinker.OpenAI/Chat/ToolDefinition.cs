using System.Text.Json;
using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Chat;

/// <summary>A tool that the model may call. Immutable.</summary>
public sealed record ToolDefinition
{
    /// <summary>Only <c>function</c> is served. Required.</summary>
    [JsonPropertyName("type")]
    public string? Type { get; init; }

    /// <summary>The function. Required.</summary>
    [JsonPropertyName("function")]
    public FunctionDefinition? Function { get; init; }

    /// <summary>Every other field; settable only because the serializer asks for it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}
