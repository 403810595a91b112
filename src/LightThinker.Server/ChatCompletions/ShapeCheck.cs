using LightThinker.Engine.Sampling;
using LightThinker.OpenAI.Chat;
using LightThinker.Server.Errors;
using LightThinker.Server.Generations;
using LightThinker.Server.Options;

namespace LightThinker.Server.ChatCompletions;

/// <summary>Checks the fields, of chats only, that say what an answer consists of. Stateless.</summary>
internal static class ShapeCheck
{
    private static readonly NumberRange TopLogprobs = new(0, SamplingOptions.MaxTopLogprobs);

    /// <summary>The first mistake; null where there is none.</summary>
    public static ApiError? FindMistake(ChatCompletionRequest wire) => wire switch
    {
        { TopLogprobs: { } top } when !TopLogprobs.Contains(top) => Ranges.Check("top_logprobs", top, TopLogprobs),
        { TopLogprobs: > 0, Logprobs: not true } => ApiError.InvalidValue(
            "top_logprobs",
            "'top_logprobs' is allowed only with 'logprobs': true."),
        { ContinueFinalMessage: true, AddGenerationPrompt: true } => ApiError.InvalidValue(
            "continue_final_message",
            "'continue_final_message' goes on with the last message, so 'add_generation_prompt' must be false or left out."),
        _ => null,
    };
}
