using LightThinker.Chat.Templates;
using LightThinker.OpenAI.Chat;
using LightThinker.Server.Errors;
using LightThinker.Server.Generations;
using LightThinker.Server.Hosting;

namespace LightThinker.Server.ChatCompletions;

/// <summary>Turns conversations into prompts of any length, whether or not the model can run them. Stateless.</summary>
internal static class ChatPromptFactory
{
    /// <param name="wire">The request as it came.</param>
    /// <param name="model">The served model.</param>
    /// <returns>The prompt, or the first mistake in the fields that make it.</returns>
    public static (ChatPrompt? Prompt, ApiError? Error) Create(ChatCompletionRequest wire, ServedModel model)
    {
        if ((ModelCheck.FindMistake(wire.Model, model)
            ?? FieldPolicy.FindMistake(wire)
            ?? ShapeCheck.FindMistake(wire)
            ?? ReasoningReader.FindMistake(wire)) is { } mistake)
        {
            return (null, mistake);
        }

        (ToolSet? tools, ApiError? error) = ToolsReader.Read(wire, model);
        if (error is not null)
        {
            return (null, error);
        }

        (PromptText? text, error) = PromptRenderer.Render(wire, tools, model);
        return error is not null
            ? (null, error)
            : (new ChatPrompt(text!, PromptTokenizer.Tokenize(text!, model.Vocabulary), tools), null);
    }
}
