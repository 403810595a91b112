using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Anthropic;

/// <summary>Reads and writes the wire records of <c>/v1/messages</c> without reflection. Immutable and thread-safe; use
/// <see cref="AnthropicJson.Context"/>, which has the protocol's settings.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MessagesRequest))]
[JsonSerializable(typeof(IReadOnlyList<MessagesBlock>))]
[JsonSerializable(typeof(MessagesAnswer))]
[JsonSerializable(typeof(MessagesTokenCount))]
[JsonSerializable(typeof(MessagesErrorResponse))]
[JsonSerializable(typeof(MessageStartEvent))]
[JsonSerializable(typeof(PingEvent))]
[JsonSerializable(typeof(ContentBlockStartEvent))]
[JsonSerializable(typeof(ContentBlockDeltaEvent))]
[JsonSerializable(typeof(ContentBlockStopEvent))]
[JsonSerializable(typeof(MessageDeltaEvent))]
[JsonSerializable(typeof(MessageStopEvent))]
public sealed partial class AnthropicJsonContext : JsonSerializerContext;
