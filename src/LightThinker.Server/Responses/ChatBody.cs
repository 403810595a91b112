using System.Buffers;
using System.Text.Json;
using LightThinker.OpenAI.Responses;

namespace LightThinker.Server.Responses;

/// <summary>
/// Writes the body of the chat request that asks for the same as a request for a response. It is read like a client's, so that
/// every field is validated in one place. Stateless.
/// </summary>
internal static class ChatBody
{
    /// <param name="wire">The request; of its own fields nothing is wrong.</param>
    /// <param name="messages">The conversation.</param>
    public static byte[] Write(ResponseRequest wire, IReadOnlyList<ResponseMessage> messages)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        WriteScalars(json, wire);
        ChatBodyTools.Write(json, wire);
        if (wire.Text?.Format is { } format)
        {
            WriteFormat(json, format);
        }

        json.WriteStartArray("messages");
        foreach (ResponseMessage message in messages)
        {
            ChatBodyMessages.Write(json, message);
        }

        json.WriteEndArray();
        foreach ((string name, JsonElement value) in ResponseFields.Extensions(wire))
        {
            json.WritePropertyName(name);
            value.WriteTo(json);
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteScalars(Utf8JsonWriter json, ResponseRequest wire)
    {
        if (wire.Model is { } model)
        {
            json.WriteString("model", model);
        }

        if (wire.MaxOutputTokens is { } limit)
        {
            json.WriteNumber("max_completion_tokens", limit);
        }

        if (wire.Temperature is { } temperature)
        {
            json.WriteNumber("temperature", temperature);
        }

        if (wire.TopP is { } topP)
        {
            json.WriteNumber("top_p", topP);
        }

        if (wire.Reasoning?.Effort is { } effort)
        {
            json.WriteString("reasoning_effort", effort);
        }

        if (wire.Text?.Verbosity is { } verbosity)
        {
            json.WriteString("verbosity", verbosity);
        }

        if (ResponseFields.WantsLogprobs(wire))
        {
            json.WriteBoolean("logprobs", true);
            json.WriteNumber("top_logprobs", wire.TopLogprobs ?? 0);
        }
    }

    private static void WriteFormat(Utf8JsonWriter json, ResponseTextFormat format)
    {
        json.WriteStartObject("response_format");
        json.WriteString("type", format.Type);
        if (format.Type == "json_schema")
        {
            json.WriteStartObject("json_schema");
            WriteText(json, "name", format.Name);
            WriteText(json, "description", format.Description);
            if (format.Schema is { } schema)
            {
                json.WritePropertyName("schema");
                schema.WriteTo(json);
            }

            if (format.Strict is { } strict)
            {
                json.WriteBoolean("strict", strict);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
