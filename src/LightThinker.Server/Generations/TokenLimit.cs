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
        return Read(param, wire.MaxCompletionTokens ?? wire.MaxTokens, _settings.DefaultMaxTokens, least: 1);
    }

    /// <returns>What the request asks for or gets by default; or what is wrong with its wish.</returns>
    /// <param name="param">The field.</param>
    /// <param name="asked">Its value.</param>
    /// <param name="whenLeftOut">What is meant without one; cut to the cap.</param>
    /// <param name="least">The least that may be asked for.</param>
    public (int Limit, ApiError? Error) Read(string param, int? asked, int whenLeftOut, int least)
    {
        if (asked < least)
        {
            return (0, ApiError.InvalidValue(param, $"Invalid '{param}': {asked} is out of range; send at least {least}."));
        }

        return asked > _settings.MaxTokensCap
            ? (0, ApiError.InvalidValue(
                param,
                $"Invalid '{param}': {asked} is above this server's cap of {_settings.MaxTokensCap} tokens " +
                "(setting Generation:MaxTokensCap)."))
            : (asked ?? Math.Min(whenLeftOut, _settings.MaxTokensCap), null);
    }
}
