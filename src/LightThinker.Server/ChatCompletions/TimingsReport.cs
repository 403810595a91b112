using LightThinker.Engine.Sequences;
using LightThinker.OpenAI.Chat;

namespace LightThinker.Server.ChatCompletions;

/// <summary>Writes where an answer's time went, in the form of llama.cpp's server. Stateless.</summary>
internal static class TimingsReport
{
    /// <param name="results">Those of all choices, which run at once.</param>
    public static Timings Create(IReadOnlyList<GenerationResult> results)
    {
        GenerationResult slowest = results.MaxBy(static result => result.Timing.Writing)!;
        int predicted = results.Sum(static result => result.CompletionTokens);
        return new Timings
        {
            QueuedMs = slowest.Timing.Queued.TotalMilliseconds,
            PromptN = slowest.PromptTokens,
            PromptMs = slowest.Timing.Prompt.TotalMilliseconds,
            PromptPerSecond = Rate(slowest.PromptTokens, slowest.Timing.Prompt),
            PredictedN = predicted,
            PredictedMs = slowest.Timing.Writing.TotalMilliseconds,
            PredictedPerSecond = Rate(predicted, slowest.Timing.Writing),
        };
    }

    // An answer of one token takes no time between its first and last.
    private static double Rate(int tokens, TimeSpan time) => time > TimeSpan.Zero ? tokens / time.TotalSeconds : 0;
}
