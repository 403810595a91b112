using System.Text.Json;
using LightThinker.OpenAI.Responses;

namespace LightThinker.Server.Responses;

/// <summary>Writes the messages of a chat request. Stateless.</summary>
internal static class ChatBodyMessages
{
    public static void Write(Utf8JsonWriter json, ResponseMessage message)
    {
        json.WriteStartObject();
        json.WriteString("role", message.Role);
        if (message.Reasoning is { } reasoning)
        {
            json.WriteString("reasoning_content", reasoning);
        }

        WriteContent(json, message);
        if (message.ToolCallId is { } id)
        {
            json.WriteString("tool_call_id", id);
        }

        if (message.Calls.Count > 0)
        {
            json.WriteStartArray("tool_calls");
            foreach (ResponseItem call in message.Calls)
            {
                WriteCall(json, call);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteContent(Utf8JsonWriter json, ResponseMessage message)
    {
        if (message.Texts is not { Count: > 0 } texts)
        {
            // Calls need no text; an assistant that only reasoned said nothing.
            json.WriteString("content", message.Calls.Count > 0 ? null : "");
            return;
        }

        json.WriteStartArray("content");
        foreach (string text in texts)
        {
            json.WriteStartObject();
            json.WriteString("type", "text");
            json.WriteString("text", text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCall(Utf8JsonWriter json, ResponseItem call)
    {
        json.WriteStartObject();
        json.WriteString("id", call.CallId);
        json.WriteString("type", "function");
        json.WriteStartObject("function");
        json.WriteString("name", call.Name);
        json.WriteString("arguments", call.Arguments);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
