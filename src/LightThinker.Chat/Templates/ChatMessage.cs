using System.Text.Json;

namespace LightThinker.Chat.Templates;

/// <summary>One message of a conversation, as a template sees it. Immutable.</summary>
/// <param name="Role">
/// <c>system</c>, <c>developer</c>, <c>user</c>, <c>assistant</c>, <c>tool</c> or <c>function</c>. Templates build turn
/// markers from it, so another role is rendered like content: it can never become part of a control token.
/// </param>
/// <param name="Content">The message's text; null where an assistant message has tool calls only.</param>
public sealed record ChatMessage(string Role, string? Content)
{
    /// <summary>The participant's name; left out of the template's view where null.</summary>
    public string? Name { get; init; }

    /// <summary>An assistant message's reasoning, without delimiters; left out of the template's view where null.</summary>
    public string? Reasoning { get; init; }

    /// <summary>An assistant message's calls to tools, as a JSON array in OpenAI's form; left out where null.</summary>
    public JsonElement? ToolCalls { get; init; }

    /// <summary>The call that a tool's message answers; left out where null.</summary>
    public string? ToolCallId { get; init; }
}
