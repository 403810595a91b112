using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Responses;

/// <summary>Reads and writes the records of the Responses API without reflection. Immutable and thread-safe; use
/// <see cref="ResponsesJson.Context"/>, which has the protocol's settings.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ResponseRequest))]
[JsonSerializable(typeof(Response))]
[JsonSerializable(typeof(ResponseItemList))]
[JsonSerializable(typeof(ResponseDeletion))]
[JsonSerializable(typeof(InputTokenCount))]
[JsonSerializable(typeof(IReadOnlyList<ResponseItem>))]
[JsonSerializable(typeof(IReadOnlyList<ResponseContentPart>))]
[JsonSerializable(typeof(ResponseStateEvent))]
[JsonSerializable(typeof(OutputItemEvent))]
[JsonSerializable(typeof(ContentPartEvent))]
[JsonSerializable(typeof(OutputDeltaEvent))]
[JsonSerializable(typeof(TextDoneEvent))]
[JsonSerializable(typeof(ArgumentsDoneEvent))]
[JsonSerializable(typeof(ResponseErrorEvent))]
public sealed partial class ResponsesJsonContext : JsonSerializerContext;
