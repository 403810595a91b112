using System.Text.Json;
using System.Text.Json.Nodes;
using LightThinker.OpenAI.Anthropic;
using LightThinker.Server.Errors;

namespace LightThinker.Server.Messages;

/// <summary>Turns tools and the choice among them into the chat protocol's. Stateless.</summary>
internal static class MessagesTools
{
    /// <returns>The field <c>tools</c>, null where there are none; or the first mistake.</returns>
    public static (JsonElement? Tools, ApiError? Error) Read(IReadOnlyList<MessagesTool?>? tools)
    {
        var functions = new JsonArray();
        for (int i = 0; i < tools?.Count; i++)
        {
            string param = $"tools[{i}]";
            if (FindMistake(tools[i], param) is { } error)
            {
                return (null, error);
            }

            functions.Add((JsonNode)Create(tools[i]!));
        }

        return (functions.Count > 0 ? JsonElement.Parse(functions.ToJsonString()) : null, null);
    }

    /// <returns>The field <c>tool_choice</c>, null where it is left out; or the mistake in it.</returns>
    public static (JsonElement? Choice, ApiError? Error) ReadChoice(MessagesToolChoice? choice)
    {
        switch (choice)
        {
            case null:
                return (null, null);
            case { Type: "auto" or "none" }:
                return (Text(choice.Type), null);
            case { Type: "any" }:
                return (Text("required"), null);
            case { Type: "tool", Name: { Length: > 0 } name }:
                var named = new JsonObject { ["type"] = "function", ["function"] = new JsonObject { ["name"] = name } };
                return (JsonElement.Parse(named.ToJsonString()), null);
            case { Type: "tool" }:
                return (null, ApiError.Missing("tool_choice.name", "'tool_choice.name' is missing; name the tool to call."));
            case { Type: null }:
                return (null, ApiError.Missing(
                    "tool_choice.type",
                    "'tool_choice.type' is missing; send one of auto, any, tool, none."));
            default:
                return (null, ApiError.InvalidValue(
                    "tool_choice.type",
                    $"Invalid 'tool_choice.type': '{choice.Type}' is not known; send one of auto, any, tool, none."));
        }
    }

    private static ApiError? FindMistake(MessagesTool? tool, string param) => tool switch
    {
        null => ApiError.InvalidValue(param, $"'{param}' is null; send an object.", "invalid_type"),
        { Type: not (null or "custom") } => ApiError.Unsupported(
            $"{param}.type",
            $"'{param}.type' is '{tool.Type}', a tool of the vendor's own, which this server does not have; send tools " +
            "with a name and an input_schema."),
        { Name: null or "" } => ApiError.Missing($"{param}.name", $"'{param}.name' is missing."),
        { InputSchema: null } => ApiError.Missing(
            $"{param}.input_schema",
            $"'{param}.input_schema' is missing; send a JSON schema."),
        { InputSchema.ValueKind: not JsonValueKind.Object } => ApiError.InvalidValue(
            $"{param}.input_schema",
            $"Invalid '{param}.input_schema': send a JSON schema, which is an object.",
            "invalid_type"),
        _ => MessagesFields.FindMistake(tool, param),
    };

    private static JsonObject Create(MessagesTool tool)
    {
        var function = new JsonObject { ["name"] = tool.Name };
        if (tool.Description is { } description)
        {
            function["description"] = description;
        }

        function["parameters"] = JsonObject.Create(tool.InputSchema!.Value);
        if (tool.Strict is { } strict)
        {
            function["strict"] = strict;
        }

        return new JsonObject { ["type"] = "function", ["function"] = function };
    }

    private static JsonElement Text(string text) => JsonElement.Parse($"\"{text}\"");
}
