using System.Text.Json.Serialization;

namespace LightThinker.Training.Data;

/// <summary>One message of a conversation. Immutable.</summary>
/// <param name="Role"><c>system</c>, <c>user</c> or <c>assistant</c>.</param>
/// <param name="Content">Plain text: a special token's name in it is text.</param>
internal sealed record ChatMessage(
    [property: JsonPropertyName("role")] string Role,
    [property: JsonPropertyName("content")] string Content);
