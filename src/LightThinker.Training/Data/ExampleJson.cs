using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LightThinker.Training.Data;

/// <summary>How examples are written as JSON. Thread-safe.</summary>
[JsonSerializable(typeof(Example))]
internal sealed partial class ExampleJson : JsonSerializerContext
{
    /// <summary>Compact, with readable text instead of escapes.</summary>
    public static ExampleJson Lines { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    });
}
