using System.Text.Json;
using Jint;
using Jint.Native;

namespace LightThinker.Chat.Templates;

/// <summary>
/// Turns a request into one engine's values, with the control texts in it broken. Belongs to one render; not
/// thread-safe.
/// </summary>
/// <param name="engine">Whose values to make.</param>
/// <param name="controls">What to break.</param>
/// <param name="marks">By what to break it, and to mark what is special.</param>
internal sealed class ScriptValues(Engine engine, ControlTextSet controls, RenderMarks marks)
{
    /// <summary>Roles from which a template may build a control token, as in <c>'&lt;|' + role + '|&gt;'</c>.</summary>
    private static readonly HashSet<string> KnownRoles =
        ["system", "developer", "user", "assistant", "tool", "function"];

    /// <summary>
    /// Words of OpenAI's forms and of JSON Schema, by which templates look things up in tools and calls. Left whole even where
    /// they stand in a control text, as <c>id</c> does in <c>&lt;|start_header_id|&gt;</c>.
    /// </summary>
    private static readonly HashSet<string> KnownWords =
    [
        "id", "type", "function", "name", "description", "arguments", "parameters", "strict", "properties", "required",
        "items", "enum", "default", "format", "title", "anyOf", "oneOf", "allOf", "nullable", "additionalProperties",
        "$ref", "$defs", "string", "number", "integer", "boolean", "object", "array", "null",
    ];

    /// <summary>Names that the request's arguments may not take.</summary>
    private static readonly HashSet<string> ReservedNames =
    [
        "messages", "add_generation_prompt", "bos_token", "eos_token", "tools", "documents", "namespace", "range",
        "raise_exception", "strftime_now", "true", "false", "none", "True", "False", "None",
    ];

    /// <exception cref="ChatTemplateException">An argument has a reserved name.</exception>
    public JsObject Input(TemplateInput input, string bosText, string eosText)
    {
        var messages = new JsArray(engine);
        for (var i = 0; i < input.Messages.Count; i++)
        {
            var isContinued = input.IsContinued && i == input.Messages.Count - 1;
            messages.Push(Message(input.Messages[i], Content(input.Messages[i].Content, isContinued, input.HasParts)));
        }

        var result = new JsObject(engine);
        result.Set("messages", messages);
        result.Set("add_generation_prompt", input.AddGenerationPrompt ? JsBoolean.True : JsBoolean.False);
        result.Set("bos_token", bosText);
        result.Set("eos_token", eosText);
        // Templates test these two with "is not none" as often as with "is defined".
        result.Set("tools", input.Tools is { } tools ? Json(tools) : JsValue.Null);
        result.Set("documents", JsValue.Null);
        foreach (var (name, value) in input.Arguments)
        {
            if (ReservedNames.Contains(name))
            {
                throw new ChatTemplateException(
                    ChatTemplateError.Argument,
                    $"chat_template_kwargs: '{name}' is set by the server; remove it or choose another name.");
            }

            result.Set(name, Json(value));
        }

        return result;
    }

    private JsValue Content(string? content, bool isContinued, bool hasParts)
    {
        if (content is null && !isContinued)
        {
            return JsValue.Null;
        }

        var text = controls.Break(content ?? "", marks.Break) + (isContinued ? marks.End : "");
        if (!hasParts)
        {
            return new JsString(text);
        }

        var part = new JsObject(engine);
        part.Set("type", "text");
        part.Set("text", text);
        var parts = new JsArray(engine);
        parts.Push(part);
        return parts;
    }

    private JsObject Message(ChatMessage message, JsValue content)
    {
        var result = new JsObject(engine);
        result.Set("role", KnownRoles.Contains(message.Role) ? message.Role : Text(message.Role));
        result.Set("content", content);
        if (message.Name is { } name)
        {
            result.Set("name", Text(name));
        }

        if (message.Reasoning is { } reasoning)
        {
            // Templates know it by either name.
            result.Set("reasoning_content", Text(reasoning));
            result.Set("reasoning", Text(reasoning));
        }

        if (message.ToolCalls is { } calls)
        {
            result.Set("tool_calls", Json(calls));
        }

        if (message.ToolCallId is { } callId)
        {
            result.Set("tool_call_id", Text(callId));
        }

        return result;
    }

    private JsValue Json(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return JsonText(value.GetString()!);
            case JsonValueKind.Number:
                return Number(value);
            case JsonValueKind.True:
                return JsBoolean.True;
            case JsonValueKind.False:
                return JsBoolean.False;
            case JsonValueKind.Array:
                var array = new JsArray(engine);
                foreach (var item in value.EnumerateArray())
                {
                    array.Push(Json(item));
                }

                return array;
            case JsonValueKind.Object:
                var result = new JsObject(engine);
                foreach (var property in value.EnumerateObject())
                {
                    // Defined, not assigned: a property may be called __proto__.
                    result.FastSetDataProperty(JsonText(property.Name).ToString(), Json(property.Value));
                }

                return result;
            default:
                return JsValue.Null;
        }
    }

    /// <summary>
    /// A number whose digits a double cannot hold is a marked text. It is written as it was; a template cannot calculate with it.
    /// </summary>
    private JsValue Number(JsonElement value)
    {
        var number = new JsNumber(value.GetDouble());
        return double.IsFinite(value.GetDouble()) && NumberText.IsSame(value.GetRawText(), number.ToString())
            ? number
            : new JsString(marks.Number + value.GetRawText());
    }

    private JsString JsonText(string text) => KnownWords.Contains(text) ? new JsString(text) : Text(text);

    private JsString Text(string text) => new(controls.Break(text, marks.Break));
}
