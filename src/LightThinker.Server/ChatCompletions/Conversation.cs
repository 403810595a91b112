using System.Text.Json;
using LightThinker.OpenAI.Chat;
using LightThinker.Server.Errors;
using TemplateMessage = LightThinker.Chat.Templates.ChatMessage;

namespace LightThinker.Server.ChatCompletions;

/// <summary>Turns the messages of a request into those that a chat template reads. Stateless.</summary>
internal static class Conversation
{
    private const string Refusal = "refusal";

    private static readonly string[] Roles = ["system", "developer", "user", "assistant", "tool", "function"];

    /// <returns>The messages, at least one, or the first mistake in them.</returns>
    public static (IReadOnlyList<TemplateMessage>? Messages, ApiError? Error) Read(
        IReadOnlyList<ChatMessage?>? messages)
    {
        if (messages is null)
        {
            return (null, ApiError.Missing("messages", "'messages' is missing; send at least one message."));
        }

        if (messages.Count == 0)
        {
            return (null, ApiError.InvalidValue("messages", "'messages' is empty; send at least one message."));
        }

        var read = new TemplateMessage[messages.Count];
        for (int i = 0; i < messages.Count; i++)
        {
            string param = $"messages[{i}]";
            (TemplateMessage? message, ApiError? error) = messages[i] is { } wire
                ? ReadMessage(wire, param)
                : (null, ApiError.InvalidValue(param, $"'{param}' is null; send an object.", "invalid_type"));
            if (error is not null)
            {
                return (null, error);
            }

            read[i] = message!;
        }

        return (read, null);
    }

    private static (TemplateMessage? Message, ApiError? Error) ReadMessage(ChatMessage wire, string param)
    {
        ApiError? error = CheckRole(wire, param) ?? CheckOthers(wire, param);
        if (error is not null)
        {
            return (null, error);
        }

        JsonElement calls = default;
        bool hasCalls = wire.Others?.TryGetValue("tool_calls", out calls) == true &&
            calls.ValueKind != JsonValueKind.Null;
        (string? content, error) = ReadContent(wire, param, mayBeNull: wire.Role is "assistant" or "function");
        if (error is not null)
        {
            return (null, error);
        }

        // Of a function's result the name says which call it is of.
        bool isFunction = wire.Role == "function";
        return (new TemplateMessage(isFunction ? "tool" : wire.Role!, content ?? RefusalOf(wire) ?? (isFunction ? "" : null))
        {
            Name = wire.Name,
            Reasoning = wire.ReasoningContent ?? wire.Reasoning,
            ToolCalls = hasCalls ? calls : FunctionCallField.ToToolCalls(wire),
            ToolCallId = isFunction ? wire.Name : wire.ToolCallId,
        }, null);
    }

    // What a model declined with is what it said.
    private static string? RefusalOf(ChatMessage wire) =>
        wire.Others?.TryGetValue(Refusal, out JsonElement refusal) == true ? refusal.GetString() : null;

    private static string? RefusalOf(ContentPart? part) =>
        part is { Type: Refusal, Others: { Count: 1 } others } &&
        others.TryGetValue(Refusal, out JsonElement refusal) && refusal.ValueKind == JsonValueKind.String
            ? refusal.GetString()
            : null;

    private static ApiError? CheckRole(ChatMessage wire, string param)
    {
        if (wire.Role is null)
        {
            return ApiError.Missing(
                $"{param}.role",
                $"'{param}.role' is missing; send one of {string.Join(", ", Roles)}.");
        }

        if (!Roles.Contains(wire.Role))
        {
            return ApiError.InvalidValue(
                $"{param}.role",
                $"Invalid '{param}.role': '{wire.Role}' is not a role; send one of {string.Join(", ", Roles)}.");
        }

        return wire switch
        {
            { Role: "tool", ToolCallId: null } => ApiError.Missing(
                $"{param}.tool_call_id",
                $"'{param}.tool_call_id' is missing; say which call is answered."),
            { Role: "function", Name: null } => ApiError.Missing(
                $"{param}.name",
                $"'{param}.name' is missing; say which function gave this result."),
            _ => null,
        };
    }

    private static ApiError? CheckOthers(ChatMessage wire, string param)
    {
        foreach ((string name, JsonElement value) in wire.Others ?? new Dictionary<string, JsonElement>())
        {
            bool isNull = value.ValueKind == JsonValueKind.Null;
            ApiError? error = name switch
            {
                // An answer sent back as history carries these, the second of a client's own making; they say nothing to
                // the model.
                "annotations" or "parsed" => null,
                Refusal => isNull || (wire.Role == "assistant" && value.ValueKind == JsonValueKind.String)
                    ? null
                    : ApiError.InvalidValue(
                        $"{param}.{name}",
                        $"Invalid '{param}.{name}': only a message of the assistant has one, and it is a string."),
                "audio" => isNull
                    ? null
                    : ApiError.Unsupported(
                        $"{param}.{name}",
                        $"'{param}.{name}' is not supported; leave it out or send null."),
                FunctionCallField.Name => isNull || (wire.Role == "assistant" && FunctionCallField.IsCall(value))
                    ? null
                    : ApiError.InvalidValue(
                        $"{param}.{name}",
                        $"Invalid '{param}.{name}': only a message of the assistant has one, with a name and arguments."),
                "tool_calls" => isNull || AreToolCalls(value)
                    ? null
                    : ApiError.InvalidValue(
                        $"{param}.{name}",
                        $"Invalid '{param}.{name}': send calls with a function that has a name and arguments."),
                _ => ApiError.UnknownField($"{param}.{name}"),
            };
            if (error is not null)
            {
                return error;
            }
        }

        return null;
    }

    private static bool AreToolCalls(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(static call =>
            call.ValueKind == JsonValueKind.Object &&
            call.TryGetProperty("function", out JsonElement function) && FunctionCallField.IsCall(function));

    private static (string? Text, ApiError? Error) ReadContent(ChatMessage wire, string param, bool mayBeNull)
    {
        string content = $"{param}.content";
        if (wire.Content is null)
        {
            return mayBeNull
                ? (null, null)
                : (null, ApiError.Missing(content, $"'{content}' is missing; send a string or a list of text parts."));
        }

        if (wire.Content.Parts is not { } parts)
        {
            return (wire.Content.Text, null);
        }

        var texts = new List<string>(parts.Count);
        for (int i = 0; i < parts.Count; i++)
        {
            string part = $"{content}[{i}]";
            if (wire.Role == "assistant" && RefusalOf(parts[i]) is { } refusal)
            {
                texts.Add(refusal);
                continue;
            }

            if (CheckPart(parts[i], part) is { } error)
            {
                return (null, error);
            }

            texts.Add(parts[i].Text!);
        }

        return texts.Count > 0
            ? (string.Join('\n', texts), null)
            : (null, ApiError.InvalidValue(content, $"'{content}' is an empty list; send at least one text part."));
    }

    private static ApiError? CheckPart(ContentPart? part, string param) => part switch
    {
        null => ApiError.InvalidValue(param, $"'{param}' is null; send an object.", "invalid_type"),
        { Type: null } => ApiError.Missing($"{param}.type", $"'{param}.type' is missing; send 'text'."),
        { Type: not "text" } => ApiError.Unsupported(
            $"{param}.type",
            $"Parts of type '{part.Type}' are not supported: this model reads text only. Send parts of type 'text'."),
        { Text: null } => ApiError.Missing($"{param}.text", $"'{param}.text' is missing."),
        _ => FieldPolicy.FindUnknown(part.Others, param),
    };
}
