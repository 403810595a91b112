using LightThinker.Engine.Sampling;
using LightThinker.OpenAI.Chat;
using LightThinker.Server.Errors;
using LightThinker.Server.Generations;
using LightThinker.Server.Hosting;
using LightThinker.Server.Options;

namespace LightThinker.Server.ChatCompletions;

/// <summary>Checks the fields that say what an answer consists of. Stateless.</summary>
internal static class ShapeCheck
{
    private static readonly NumberRange Choices = new(1, 128);
    private static readonly NumberRange TopLogprobs = new(0, SamplingOptions.MaxTopLogprobs);

    /// <summary>The first mistake; null where there is none.</summary>
    public static ApiError? FindMistake(ChatCompletionRequest wire, ServedModel model) => wire switch
    {
        { N: { } n } when !Choices.Contains(n) => Ranges.Check("n", n, Choices),
        { N: { } n } when n > model.Engine.MaxChoices => ApiError.InvalidValue(
            "n",
            $"Invalid 'n': {n} answers are written at once, but this server runs at most {model.Engine.MaxChoices} " +
            "(setting Engine:MaxRunning); send less."),
        { StreamOptions: not null, Stream: not true } => ApiError.InvalidValue(
            "stream_options",
            "'stream_options' is allowed only with 'stream': true."),
        { TopLogprobs: { } top } when !TopLogprobs.Contains(top) => Ranges.Check("top_logprobs", top, TopLogprobs),
        { TopLogprobs: > 0, Logprobs: not true } => ApiError.InvalidValue(
            "top_logprobs",
            "'top_logprobs' is allowed only with 'logprobs': true."),
        { MinTokens: < 0 } => ApiError.InvalidValue(
            "min_tokens",
            $"Invalid 'min_tokens': {wire.MinTokens} is out of range; send at least 0."),
        { MinTokens: { } min } when min > (wire.MaxCompletionTokens ?? wire.MaxTokens ?? int.MaxValue) => ApiError.InvalidValue(
            "min_tokens",
            $"Invalid 'min_tokens': {min} is more than the answer may have; send at most the limit."),
        { ReturnTokenIds: { } one, ReturnTokens: { } other } when one != other => ApiError.InvalidValue(
            "return_tokens",
            "'return_tokens' and 'return_token_ids' are names of one parameter, but differ; send one of them."),
        { ContinueFinalMessage: true, AddGenerationPrompt: true } => ApiError.InvalidValue(
            "continue_final_message",
            "'continue_final_message' goes on with the last message, so 'add_generation_prompt' must be false or left out."),
        _ => null,
    };
}
