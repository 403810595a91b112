using LightThinker.OpenAI.Chat;
using LightThinker.Server.Errors;
using LightThinker.Server.Options;

namespace LightThinker.Server.Generations;

/// <summary>How many tokens a request may have written. Immutable and thread-safe.</summary>
internal sealed class TokenLimit(Settings settings)
{
    private readonly GenerationSettings _settings = settings.Generation;

    /// <returns>What the request asks for or gets by default, 1 … cap; or what is wrong with its wish.</returns>
    public (int Limit, ApiError? Error) Read(ChatCompletionRequest wire)
    {
        if (wire.MaxTokens is { } older && wire.MaxCompletionTokens is { } newer && older != newer)
        {
            return (0, ApiError.InvalidValue(
                "max_tokens",
                "'max_tokens' and 'max_completion_tokens' are names of the same limit, but differ; send one of them."));
        }

        string param = wire.MaxCompletionTokens is not null ? "max_completion_tokens" : "max_tokens";
        int? asked = wire.MaxCompletionTokens ?? wire.MaxTokens;
        if (asked < 1)
        {
            return (0, ApiError.InvalidValue(param, $"Invalid '{param}': {asked} is out of range; send at least 1."));
        }

        return asked > _settings.MaxTokensCap
            ? (0, ApiError.InvalidValue(
                param,
                $"Invalid '{param}': {asked} is above this server's cap of {_settings.MaxTokensCap} tokens " +
                "(setting Generation:MaxTokensCap)."))
            : (asked ?? _settings.DefaultMaxTokens, null);
    }
}
