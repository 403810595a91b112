using System.Text.Json;

namespace LightThinker.Chat.Templates;

/// <summary>What one render is given by its request. Immutable.</summary>
/// <param name="Messages">The conversation, oldest first.</param>
/// <param name="AddGenerationPrompt">Whether to open the assistant's turn at the end.</param>
/// <param name="Arguments">The request's <c>chat_template_kwargs</c>.</param>
/// <param name="Tools">The tools as a JSON array in OpenAI's form; null where there are none.</param>
/// <param name="IsContinued">Whether the model is to go on with the last message.</param>
internal sealed record TemplateInput(
    IReadOnlyList<ChatMessage> Messages,
    bool AddGenerationPrompt,
    IReadOnlyDictionary<string, JsonElement> Arguments,
    JsonElement? Tools = null,
    bool IsContinued = false)
{
    /// <summary>Shows every text of the request that the template can see.</summary>
    /// <exception cref="ChatTemplateException">One of them is no text.</exception>
    public void ForEachText(Action<string> see)
    {
        foreach (var message in Messages)
        {
            see(message.Role);
            see(message.Content ?? "");
            see(message.Name ?? "");
            see(message.Reasoning ?? "");
            see(message.ToolCallId ?? "");
            if (message.ToolCalls is { } calls)
            {
                JsonTexts.ForEach(calls, see);
            }
        }

        foreach (var argument in Arguments.Values)
        {
            JsonTexts.ForEach(argument, see);
        }

        if (Tools is { } tools)
        {
            JsonTexts.ForEach(tools, see);
        }
    }
}
