using System.Text.Encodings.Web;
using System.Text.Json;

namespace LightThinker.OpenAI.Json;

/// <summary>The serializer context as the protocol needs it. Immutable and thread-safe.</summary>
public static class WireJson
{
    /// <summary>
    /// Letters of every language and HTML's characters are written as they are, not escaped. A property that comes twice
    /// is an error, because which of the two counts would depend on the reader.
    /// </summary>
    public static OpenAIJsonContext Context { get; } = new(new JsonSerializerOptions(OpenAIJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowDuplicateProperties = false,
    });
}
