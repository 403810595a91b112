using LightThinker.OpenAI.Anthropic;
using LightThinker.OpenAI.Chat;
using LightThinker.Server.Errors;

namespace LightThinker.Server.Messages;

/// <summary>Reads whether the client has begun the answer itself: then the last turn is the assistant's. Stateless.</summary>
internal static class MessagesPrefill
{
    /// <param name="wire">The request.</param>
    /// <param name="messages">Its conversation; at least one.</param>
    /// <returns>Whether the last message is to be gone on with, and the messages; or why it cannot be.</returns>
    public static (bool IsContinued, IReadOnlyList<ChatMessage>? Messages, ApiError? Error) Read(
        MessagesRequest wire,
        IReadOnlyList<ChatMessage> messages)
    {
        if (messages[^1] is not { Role: "assistant" } last)
        {
            return (false, messages, null);
        }

        string content = $"messages[{wire.Messages!.Count - 1}].content";
        if (last.Others is not null)
        {
            return Refuse(
                content,
                $"Invalid '{content}': a turn that calls tools is not gone on with; end with a message of the role 'user' " +
                "that has a tool_result for each tool_use.");
        }

        if (last.Content!.Text!.Length == 0)
        {
            // Nothing was begun.
            return last.ReasoningContent is null && messages.Count > 1
                ? (false, [.. messages.SkipLast(1)], null)
                : Refuse(
                    content,
                    $"Invalid '{content}': there is no text to go on with; send some, or end with a message of the role 'user'.");
        }

        return wire.OutputConfig?.Format is null
            ? (true, messages, null)
            : Refuse(
                "output_config.format",
                $"Invalid 'output_config.format': it holds for a whole answer, but '{content}' begins one; leave one of them out.");
    }

    private static (bool IsContinued, IReadOnlyList<ChatMessage>? Messages, ApiError? Error) Refuse(string param, string message) =>
        (false, null, ApiError.InvalidValue(param, message));
}
