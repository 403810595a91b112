using System.Text.Encodings.Web;
using System.Text.Json;

namespace LightThinker.OpenAI.Json;

/// <summary>The serializer context as the protocol needs it. Immutable and thread-safe.</summary>
public static class WireJson
{
    /// <summary>
    /// Text is not escaped beyond what JSON asks for, and a property that comes twice is an error, because which of the two
    /// counts would depend on the reader.
    /// </summary>
    public static OpenAIJsonContext Context { get; } = new(new JsonSerializerOptions(OpenAIJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowDuplicateProperties = false,
    });
}
