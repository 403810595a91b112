using System.Text.Json;
using LightThinker.Chat.Templates;
using LightThinker.OpenAI.Chat;
using LightThinker.Server.Errors;
using LightThinker.Server.Generations;
using LightThinker.Server.Hosting;
using TemplateMessage = LightThinker.Chat.Templates.ChatMessage;

namespace LightThinker.Server.ChatCompletions;

/// <summary>Turns a request's conversation into the model's prompt. Stateless.</summary>
internal static class PromptRenderer
{
    /// <returns>The prompt, or what is wrong with the conversation.</returns>
    /// <param name="wire">The request.</param>
    /// <param name="tools">Its tools that may be called; null for none.</param>
    /// <param name="model">The served model.</param>
    public static (PromptText? Prompt, ApiError? Error) Render(
        ChatCompletionRequest wire,
        ToolSet? tools,
        ServedModel model)
    {
        (IReadOnlyList<TemplateMessage>? messages, ApiError? error) = Conversation.Read(wire.Messages);
        if (error is not null)
        {
            return (null, error);
        }

        if (wire.ContinueFinalMessage == true && messages is not [.., { Role: "assistant", ToolCalls: null, Content.Length: > 0 }])
        {
            return (null, ApiError.InvalidValue(
                "continue_final_message",
                "'continue_final_message' needs a last message by the assistant, with content and without tool calls."));
        }

        ChatTemplate template = model.Template;
        if (tools is not null && !template.ShowsTools)
        {
            messages = ToolInstructions.AddTo(messages!, tools);
        }

        IReadOnlyDictionary<string, JsonElement>? arguments = ReasoningReader.TemplateArguments(wire);
        try
        {
            return (wire.ContinueFinalMessage == true
                ? template.RenderContinued(messages!, arguments, tools?.Shown)
                : template.Render(messages!, wire.AddGenerationPrompt ?? true, arguments, tools?.Shown), null);
        }
        catch (ChatTemplateException exception)
        {
            return (null, Describe(exception));
        }
    }

    private static ApiError Describe(ChatTemplateException exception) => exception.Error switch
    {
        ChatTemplateError.Argument => ApiError.InvalidValue(
            "chat_template_kwargs",
            $"Invalid 'chat_template_kwargs': {exception.Message}"),
        ChatTemplateError.Raised => ApiError.InvalidValue(
            "messages",
            $"The model's chat template refuses this conversation: {exception.Message}"),
        _ => ApiError.InvalidValue(
            "messages",
            $"The model's chat template cannot render this conversation: {exception.Message}"),
    };
}
