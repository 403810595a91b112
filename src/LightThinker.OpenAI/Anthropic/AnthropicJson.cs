using System.Text.Json;
using LightThinker.OpenAI.Json;

namespace LightThinker.OpenAI.Anthropic;

/// <summary>The serializer context of <c>/v1/messages</c>. Immutable and thread-safe.</summary>
public static class AnthropicJson
{
    /// <summary>Has the settings of <see cref="WireJson.Context"/>.</summary>
    public static AnthropicJsonContext Context { get; } = new(new JsonSerializerOptions(AnthropicJsonContext.Default.Options)
    {
        Encoder = WireJson.Context.Options.Encoder,
        AllowDuplicateProperties = WireJson.Context.Options.AllowDuplicateProperties,
    });
}
