using System.Text.Json;

namespace LightThinker.Chat.Templates;

/// <summary>What one render is given by its request. Immutable.</summary>
/// <param name="Messages">The conversation, oldest first.</param>
/// <param name="AddGenerationPrompt">Whether to open the assistant's turn at the end.</param>
/// <param name="Arguments">The request's <c>chat_template_kwargs</c>.</param>
/// <param name="Tools">The tools as a JSON array in OpenAI's form; null where there are none.</param>
/// <param name="IsContinued">Whether the model is to go on with the last message.</param>
/// <param name="HasParts">Whether contents are lists with one part of text, as in OpenAI's other form.</param>
internal sealed record TemplateInput(
    IReadOnlyList<ChatMessage> Messages,
    bool AddGenerationPrompt,
    IReadOnlyDictionary<string, JsonElement> Arguments,
    JsonElement? Tools = null,
    bool IsContinued = false,
    bool HasParts = false)
{
    private static readonly JsonElement NoTools = JsonElement.Parse("[]");

    /// <summary>
    /// The same in forms that a template may have been made for if it fails on this one: some go through the tools without
    /// asking whether there are any, some through the parts of contents.
    /// </summary>
    public IEnumerable<TemplateInput> OtherForms()
    {
        if (Tools is null)
        {
            yield return this with { Tools = NoTools };
        }

        yield return this with { HasParts = true };
        if (Tools is null)
        {
            yield return this with { Tools = NoTools, HasParts = true };
        }
    }

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
