using System.Text.Json;
using LightThinker.OpenAI.Responses;
using LightThinker.Server.ChatCompletions;
using LightThinker.Server.Errors;

namespace LightThinker.Server.Responses;

/// <summary>Finds what is wrong with a request's tools, as far as this protocol has them otherwise than chats. Stateless.</summary>
internal static class ToolFields
{
    private static readonly string[] Words = ["none", "auto", "required"];

    /// <summary>The first mistake; null where there is none.</summary>
    public static ApiError? FindMistake(ResponseRequest wire)
    {
        for (int i = 0; i < wire.Tools?.Count; i++)
        {
            if (Check(wire.Tools[i], $"tools[{i}]") is { } mistake)
            {
                return mistake;
            }
        }

        return wire.ToolChoice is { } choice ? CheckChoice(choice) : null;
    }

    private static ApiError? Check(ResponseTool? tool, string param) => tool switch
    {
        null => ApiError.InvalidValue(param, $"'{param}' is null; send an object.", "invalid_type"),
        { Type: null } => ApiError.Missing($"{param}.type", $"'{param}.type' is missing; send 'function'."),
        { Type: not "function" } => ApiError.Unsupported(
            $"{param}.type",
            $"The built-in tool '{tool.Type}' is not supported; only tools of type 'function', which the client runs, are."),
        { Name: null } => ApiError.Missing($"{param}.name", $"'{param}.name' is missing; send the function's name."),
        _ => FieldPolicy.FindUnknown(tool.Others, param, "allowed_callers", "output_schema"),
    };

    private static ApiError? CheckChoice(JsonElement choice)
    {
        if (choice.ValueKind == JsonValueKind.String)
        {
            return Words.Contains(choice.GetString())
                ? null
                : ApiError.InvalidValue(
                    "tool_choice",
                    $"Invalid 'tool_choice': '{choice.GetString()}' is not known; send one of {string.Join(", ", Words)}, or an object.");
        }

        if (TypeOf(choice) is not { } type)
        {
            return ApiError.InvalidValue(
                "tool_choice",
                "Invalid 'tool_choice': send none, auto, required, or an object with a 'type'.",
                "invalid_type");
        }

        return type switch
        {
            "function" => CheckFunction(choice, "tool_choice"),
            "allowed_tools" => CheckAllowed(choice),
            _ => ApiError.Unsupported(
                "tool_choice.type",
                $"The tool choice '{type}' is not supported: this server has no built-in tools. Send 'function' or 'allowed_tools'."),
        };
    }

    private static ApiError? CheckAllowed(JsonElement choice)
    {
        if (!choice.TryGetProperty("mode", out JsonElement mode) || mode.ValueKind != JsonValueKind.String ||
            mode.GetString() is not ("auto" or "required"))
        {
            return ApiError.InvalidValue("tool_choice.mode", "Invalid 'tool_choice.mode': send 'auto' or 'required'.");
        }

        if (!choice.TryGetProperty("tools", out JsonElement tools) || tools.ValueKind != JsonValueKind.Array)
        {
            return ApiError.InvalidValue("tool_choice.tools", "Invalid 'tool_choice.tools': send a list of functions.");
        }

        return tools.EnumerateArray()
            .Select(static (tool, i) => CheckFunction(tool, $"tool_choice.tools[{i}]"))
            .FirstOrDefault(static mistake => mistake is not null);
    }

    private static ApiError? CheckFunction(JsonElement function, string param) =>
        TypeOf(function) != "function" ? ApiError.Unsupported($"{param}.type", $"'{param}.type' must be 'function'.")
        : function.TryGetProperty("name", out JsonElement name) && name.ValueKind == JsonValueKind.String ? null
        : ApiError.Missing($"{param}.name", $"'{param}.name' is missing; send the function's name.");

    private static string? TypeOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object &&
        value.TryGetProperty("type", out JsonElement type) && type.ValueKind == JsonValueKind.String
            ? type.GetString()
            : null;
}
