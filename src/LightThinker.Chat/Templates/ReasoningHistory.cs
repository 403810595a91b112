using LightThinker.Chat.Reasoning;

namespace LightThinker.Chat.Templates;

/// <summary>Takes reasoning out of the content of earlier assistant messages. Stateless and thread-safe.</summary>
internal static class ReasoningHistory
{
    /// <summary>
    /// Gives templates reasoning and content apart, as they expect it, where a client sends back both in one text that
    /// begins with the reasoning. Messages that have their reasoning apart already stay as they are.
    /// </summary>
    public static IReadOnlyList<ChatMessage> Separate(IReadOnlyList<ChatMessage> messages, ReasoningFormat format) =>
        [.. messages.Select(message => Separate(message, format))];

    private static ChatMessage Separate(ChatMessage message, ReasoningFormat format)
    {
        if (message is not { Role: "assistant", Content: { } content, Reasoning: null })
        {
            return message;
        }

        var text = content.AsSpan().TrimStart();
        if (!text.StartsWith(format.Open, StringComparison.Ordinal))
        {
            return message;
        }

        text = text[format.Open.Length..];
        var close = text.IndexOf(format.Close, StringComparison.Ordinal);
        if (close < 0)
        {
            return message;
        }

        var answer = text[(close + format.Close.Length)..].TrimStart();
        return message with
        {
            Reasoning = text[..close].Trim().ToString(),
            Content = WithoutDelimiters(answer, format).ToString(),
        };
    }

    private static ReadOnlySpan<char> WithoutDelimiters(ReadOnlySpan<char> answer, ReasoningFormat format)
    {
        if (format.AnswerOpen is { } open && answer.StartsWith(open, StringComparison.Ordinal))
        {
            answer = answer[open.Length..].TrimStart();
        }

        return format.AnswerClose is { } close && answer.TrimEnd().EndsWith(close, StringComparison.Ordinal)
            ? answer.TrimEnd()[..^close.Length].TrimEnd()
            : answer;
    }
}
