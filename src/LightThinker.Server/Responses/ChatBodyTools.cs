using System.Text.Json;
using LightThinker.OpenAI.Responses;

namespace LightThinker.Server.Responses;

/// <summary>Writes the tools of a chat request, which has each function in an object of its own. Stateless.</summary>
internal static class ChatBodyTools
{
    public static void Write(Utf8JsonWriter json, ResponseRequest wire)
    {
        if (wire.Tools is { Count: > 0 } tools)
        {
            json.WriteStartArray("tools");
            foreach (ResponseTool tool in tools)
            {
                WriteTool(json, tool);
            }

            json.WriteEndArray();
        }

        if (wire.ToolChoice is { } choice)
        {
            json.WritePropertyName("tool_choice");
            WriteChoice(json, choice);
        }

        if (wire.ParallelToolCalls is { } isParallel)
        {
            json.WriteBoolean("parallel_tool_calls", isParallel);
        }
    }

    private static void WriteTool(Utf8JsonWriter json, ResponseTool tool)
    {
        json.WriteStartObject();
        json.WriteString("type", "function");
        json.WriteStartObject("function");
        json.WriteString("name", tool.Name);
        if (tool.Description is { } description)
        {
            json.WriteString("description", description);
        }

        if (tool.Parameters is { } parameters)
        {
            json.WritePropertyName("parameters");
            parameters.WriteTo(json);
        }

        if (tool.Strict is { } strict)
        {
            json.WriteBoolean("strict", strict);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    // A word, a function, or a mode with a list of functions.
    private static void WriteChoice(Utf8JsonWriter json, JsonElement choice)
    {
        if (choice.ValueKind == JsonValueKind.String)
        {
            choice.WriteTo(json);
            return;
        }

        if (choice.GetProperty("type").ValueEquals("function"))
        {
            WriteFunction(json, choice);
            return;
        }

        json.WriteStartObject();
        json.WriteString("type", "allowed_tools");
        json.WriteStartObject("allowed_tools");
        json.WritePropertyName("mode");
        choice.GetProperty("mode").WriteTo(json);
        json.WriteStartArray("tools");
        foreach (JsonElement tool in choice.GetProperty("tools").EnumerateArray())
        {
            WriteFunction(json, tool);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFunction(Utf8JsonWriter json, JsonElement function)
    {
        json.WriteStartObject();
        json.WriteString("type", "function");
        json.WriteStartObject("function");
        json.WritePropertyName("name");
        function.GetProperty("name").WriteTo(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
