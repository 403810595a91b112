using System.Text.Json;
using System.Text.Json.Nodes;
using LightThinker.OpenAI.Anthropic;
using LightThinker.OpenAI.Chat;
using LightThinker.OpenAI.Json;
using LightThinker.Server.Errors;
using LightThinker.Server.Generations;
using LightThinker.Server.Options;

namespace LightThinker.Server.Messages;

/// <summary>Turns a request into the chat protocol's, which is validated further as such. Stateless.</summary>
internal static class MessagesTranslation
{
    private static readonly NumberRange Temperature = new(0, 1);

    /// <param name="wire">The request as it came.</param>
    /// <param name="asksForText">Whether an answer is to be written, which needs a limit.</param>
    /// <returns>The chat request, or the first mistake.</returns>
    public static (ChatCompletionRequest? Request, ApiError? Error) Create(MessagesRequest wire, bool asksForText)
    {
        ApiError? mistake = asksForText && wire.MaxTokens is null
            ? ApiError.Missing("max_tokens", "'max_tokens' is missing; say how many tokens may be written.")
            : MessagesFields.FindMistake(wire)
                ?? Ranges.Check("temperature", wire.Temperature, Temperature)
                ?? CheckStops(wire.StopSequences);
        if (mistake is not null)
        {
            return (null, mistake);
        }

        var others = new Dictionary<string, JsonElement>();
        mistake = AddThinking(wire, others) ?? AddTools(wire, others) ?? AddOutput(wire.OutputConfig, others);
        if (mistake is not null)
        {
            return (null, mistake);
        }

        (IReadOnlyList<ChatMessage>? messages, mistake) = MessagesConversation.Read(wire);
        if (mistake is not null)
        {
            return (null, mistake);
        }

        (bool isContinued, messages, mistake) = MessagesPrefill.Read(wire, messages!);
        if (mistake is not null)
        {
            return (null, mistake);
        }

        (ChatCompletionRequest? fields, mistake) = ReadFields(others);
        return mistake is not null ? (null, mistake) : (fields! with
        {
            Model = wire.Model,
            Messages = messages,
            MaxTokens = wire.MaxTokens,
            Stop = wire.StopSequences!,
            Temperature = wire.Temperature,
            TopK = wire.TopK,
            TopP = wire.TopP,
            Compression = wire.Compression,
            ChatTemplateKwargs = ThinkingSwitch.AddTo(wire.ChatTemplateKwargs, wire.Thinking),
            ContinueFinalMessage = isContinued ? true : null,
        }, null);
    }

    // Fields that have the chat protocol's form already.
    private static (ChatCompletionRequest? Request, ApiError? Error) ReadFields(Dictionary<string, JsonElement> fields)
    {
        try
        {
            return (new JsonObject(fields.Select(static field =>
                    KeyValuePair.Create(field.Key, JsonSerializer.SerializeToNode(field.Value))))
                .Deserialize(WireJson.Context.ChatCompletionRequest)!, null);
        }
        catch (Exception exception) when (exception is InvalidOperationException or JsonException)
        {
            // There a schema is nested more deeply than in the body as it came.
            return (null, ApiError.InvalidJson("A schema in 'tools' or 'output_config' is nested too deeply; send at most 55 levels."));
        }
    }

    private static ApiError? CheckStops(IReadOnlyList<string?>? stops)
    {
        for (int i = 0; i < stops?.Count; i++)
        {
            if (stops[i] is null)
            {
                string param = $"stop_sequences[{i}]";
                return ApiError.InvalidValue(param, $"'{param}' is null; send a string.", "invalid_type");
            }
        }

        return null;
    }

    private static ApiError? AddThinking(MessagesRequest wire, Dictionary<string, JsonElement> others)
    {
        if (wire.Thinking is not { } thinking)
        {
            return null;
        }

        if (thinking.Display is not (null or "summarized" or "omitted"))
        {
            return ApiError.InvalidValue(
                "thinking.display",
                $"Invalid 'thinking.display': '{thinking.Display}' is not known; send summarized or omitted.");
        }

        switch (thinking)
        {
            case { Type: "adaptive" }:
                return null;
            case { Type: "disabled" }:
                others["thinking_budget_tokens"] = JsonElement.Parse("0");
                return null;
            case { Type: "enabled", BudgetTokens: { } budget } when budget >= 1 && !(budget >= wire.MaxTokens):
                others["thinking_budget_tokens"] = JsonSerializer.SerializeToElement(budget);
                return null;
            case { Type: "enabled", BudgetTokens: { } budget }:
                return ApiError.InvalidValue(
                    "thinking.budget_tokens",
                    $"Invalid 'thinking.budget_tokens': {budget} is out of range; send at least 1 and less than 'max_tokens'.");
            case { Type: "enabled" }:
                return ApiError.Missing(
                    "thinking.budget_tokens",
                    "'thinking.budget_tokens' is missing; say how many tokens the model may think.");
            case { Type: null }:
                return ApiError.Missing("thinking.type", "'thinking.type' is missing; send enabled, disabled or adaptive.");
            default:
                return ApiError.InvalidValue(
                    "thinking.type",
                    $"Invalid 'thinking.type': '{thinking.Type}' is not served; send enabled, disabled or adaptive.");
        }
    }

    private static ApiError? AddTools(MessagesRequest wire, Dictionary<string, JsonElement> others)
    {
        (JsonElement? tools, ApiError? error) = MessagesTools.Read(wire.Tools);
        if (error is not null)
        {
            return error;
        }

        (JsonElement? choice, error) = MessagesTools.ReadChoice(wire.ToolChoice);
        if (error is not null)
        {
            return error;
        }

        Add(others, "tools", tools);
        Add(others, "tool_choice", choice);
        if (wire.ToolChoice?.DisableParallelToolUse is { } disable)
        {
            others["parallel_tool_calls"] = JsonSerializer.SerializeToElement(!disable);
        }

        return null;
    }

    private static ApiError? AddOutput(MessagesOutputConfig? output, Dictionary<string, JsonElement> others)
    {
        if (output?.Effort is { } effort)
        {
            others["reasoning_effort"] = JsonSerializer.SerializeToElement(effort);
        }

        switch (output?.Format)
        {
            case null:
                return null;
            case { Type: "json_schema", Schema: { ValueKind: JsonValueKind.Object } schema }:
                var format = new JsonObject
                {
                    ["type"] = "json_schema",
                    ["json_schema"] = new JsonObject
                    {
                        ["name"] = "answer",
                        ["strict"] = true,
                        ["schema"] = JsonObject.Create(schema),
                    },
                };
                others["response_format"] = JsonElement.Parse(format.ToJsonString());
                return null;
            case { Type: "json_schema" }:
                return ApiError.InvalidValue(
                    "output_config.format.schema",
                    "Invalid 'output_config.format.schema': send a JSON schema, which is an object.");
            default:
                return ApiError.InvalidValue(
                    "output_config.format.type",
                    "Invalid 'output_config.format.type': send 'json_schema'.");
        }
    }

    private static void Add(Dictionary<string, JsonElement> others, string name, JsonElement? value)
    {
        if (value is { } present)
        {
            others[name] = present;
        }
    }
}
