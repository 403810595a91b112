using System.Text.Json;

namespace LightThinker.Chat.Templates;

/// <summary>What one render is given by its request. Immutable.</summary>
/// <param name="Messages">The conversation, oldest first.</param>
/// <param name="AddGenerationPrompt">Whether to open the assistant's turn at the end.</param>
/// <param name="Arguments">The request's <c>chat_template_kwargs</c>.</param>
internal sealed record TemplateInput(
    IReadOnlyList<ChatMessage> Messages,
    bool AddGenerationPrompt,
    IReadOnlyDictionary<string, JsonElement> Arguments)
{
    /// <summary>Shows every text of the request that the template can see.</summary>
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
                ForEachText(calls, see);
            }
        }

        foreach (var argument in Arguments.Values)
        {
            ForEachText(argument, see);
        }
    }

    private static void ForEachText(JsonElement value, Action<string> see)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                see(value.GetString()!);
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    ForEachText(item, see);
                }

                break;
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    see(property.Name);
                    ForEachText(property.Value, see);
                }

                break;
        }
    }
}
