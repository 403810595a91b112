using System.Globalization;
using LightThinker.Server.Errors;

namespace LightThinker.Server.Responses;

/// <summary>Names the fields of this protocol in errors that were found in the chat request made from it. Immutable.</summary>
/// <param name="messages">The chat's messages.</param>
internal sealed class ParamNames(IReadOnlyList<ResponseMessage> messages)
{
    private static readonly (string Chat, string Response)[] Names =
    [
        ("max_completion_tokens", "max_output_tokens"),
        ("reasoning_effort", "reasoning.effort"),
        ("verbosity", "text.verbosity"),
        ("logprobs", "include"),
        ("response_format.json_schema", "text.format"),
        ("response_format", "text.format"),
        ("messages", "input"),
    ];

    /// <summary>The same error, about the field that the client sent.</summary>
    public ApiError Translate(ApiError error)
    {
        string? param = error.Param is { } chat ? Translate(chat) : null;
        return error.Param is null || param == error.Param ? error : error with
        {
            Param = param,
            Message = error.Message.Replace($"'{error.Param}", $"'{param}", StringComparison.Ordinal),
        };
    }

    /// <summary>The field that the client sent for one of the chat request.</summary>
    public string Translate(string param)
    {
        const string message = "messages[";
        if (param.StartsWith(message, StringComparison.Ordinal))
        {
            int end = param.IndexOf(']', StringComparison.Ordinal);
            int index = int.Parse(param.AsSpan(message.Length, end - message.Length), CultureInfo.InvariantCulture);
            return TranslateWithin(messages[index], param[(end + 1)..]);
        }

        foreach ((string chat, string response) in Names)
        {
            if (param == chat || param.StartsWith(chat + ".", StringComparison.Ordinal))
            {
                return response + param[chat.Length..];
            }
        }

        return param.StartsWith("tool", StringComparison.Ordinal)
            ? param.Replace(".function", "", StringComparison.Ordinal)
            : param;
    }

    // Only an item of the request's own list has fields that its client knows.
    private static string TranslateWithin(ResponseMessage message, string rest) =>
        !message.Param.StartsWith("input[", StringComparison.Ordinal) || message.Role == "assistant" ? message.Param
        : message.Role != "tool" ? message.Param + rest
        : message.Param + rest
            .Replace(".content", ".output", StringComparison.Ordinal)
            .Replace(".tool_call_id", ".call_id", StringComparison.Ordinal);
}
