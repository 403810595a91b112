using LightThinker.Engine.Sequences;

namespace LightThinker.Server.Answers;

/// <summary>What generations tell the log.</summary>
internal static partial class GenerationLog
{
    public static void Finished(ILogger logger, GenerationResult result)
    {
        // A grammar that leaves no token is its client's business.
        if (result is { Reason: FinishReason.Failed, Error: { } error })
        {
            Failed(logger, error);
            return;
        }

        Finished(
            logger,
            result.Reason,
            result.PromptTokens,
            result.CompletionTokens,
            result.Context.Method,
            result.Context.Compressions,
            result.Context.EvictedTokens,
            result.Context.ResidentPeakTokens);
    }

    [LoggerMessage(LogLevel.Information, "The client has gone; its generation is cancelled")]
    public static partial void Abandoned(ILogger logger);

    [LoggerMessage(LogLevel.Error, "The generation failed: {Error}")]
    private static partial void Failed(ILogger logger, string error);

    [LoggerMessage(
        LogLevel.Information,
        "Ended by {Reason}: {PromptTokens} prompt tokens, {CompletionTokens} sampled; {Method} compressed {Compressions} " +
        "times, evicted {EvictedTokens}, peak {ResidentPeakTokens}")]
    private static partial void Finished(
        ILogger logger,
        FinishReason reason,
        int promptTokens,
        int completionTokens,
        string method,
        int compressions,
        int evictedTokens,
        int residentPeakTokens);
}
