using System.Text.Json;
using LightThinker.OpenAI.Json;

namespace LightThinker.OpenAI.Responses;

/// <summary>The serializer context of the Responses API as the protocol needs it. Immutable and thread-safe.</summary>
public static class ResponsesJson
{
    /// <summary>Writes letters and refuses repeated properties as <see cref="WireJson.Context"/> does.</summary>
    public static ResponsesJsonContext Context { get; } = new(new JsonSerializerOptions(ResponsesJsonContext.Default.Options)
    {
        Encoder = WireJson.Context.Options.Encoder,
        AllowDuplicateProperties = WireJson.Context.Options.AllowDuplicateProperties,
    });
}
