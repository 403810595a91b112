using System.Text.Json;
using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Anthropic;

/// <summary>A request's wish for thinking. Immutable.</summary>
public sealed record MessagesThinking
{
    /// <summary><c>enabled</c>, <c>disabled</c> or <c>adaptive</c>. Required.</summary>
    [JsonPropertyName("type")]
    public string? Type { get; init; }

    /// <summary>Most tokens to think, below <c>max_tokens</c>; required with <c>enabled</c>.</summary>
    [JsonPropertyName("budget_tokens")]
    public int? BudgetTokens { get; init; }

    /// <summary><c>summarized</c>, or <c>omitted</c> for thinking blocks without text.</summary>
    [JsonPropertyName("display")]
    public string? Display { get; init; }

    /// <summary>Every other field; settable only because the serializer asks for it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}
