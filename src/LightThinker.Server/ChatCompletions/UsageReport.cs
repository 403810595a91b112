using LightThinker.Engine.Compression;
using LightThinker.Engine.Sequences;
using LightThinker.OpenAI.Usage;

namespace LightThinker.Server.ChatCompletions;

/// <summary>Writes what an answer used as the protocol has it. Stateless.</summary>
internal static class UsageReport
{
    /// <param name="results">Those of all choices.</param>
    /// <param name="choicesPerPrompt">How many that follow one another share a prompt; null for all.</param>
    public static CompletionUsage Create(IReadOnlyList<GenerationResult> results, int? choicesPerPrompt = null)
    {
        int prompt = results.Chunk(choicesPerPrompt ?? results.Count).Sum(static choices => choices[0].PromptTokens);
        int completion = results.Sum(static result => result.CompletionTokens);
        return new CompletionUsage
        {
            PromptTokens = prompt,
            CompletionTokens = completion,
            TotalTokens = prompt + completion,
            PromptTokensDetails = new PromptTokensDetails { CachedTokens = 0 },
            CompletionTokensDetails = new CompletionTokensDetails
            {
                ReasoningTokens = results.Sum(static result => result.ReasoningTokens),
            },
            Compression = CreateCompression([.. results.Select(static result => result.Context)]),
        };
    }

    // What is counted adds up over the choices; a peak is that of the largest.
    private static CompressionUsage CreateCompression(ContextUsage[] contexts) => new()
    {
        Method = contexts[0].Method,
        Compressions = contexts.Sum(static context => context.Compressions),
        EvictedTokens = contexts.Sum(static context => context.EvictedTokens),
        PeakTokens = contexts.Max(static context => context.PeakTokens),
        ResidentPeakTokens = contexts.Max(static context => context.ResidentPeakTokens),
        FullTokens = contexts.Max(static context => context.FullTokens),
        Dependency = contexts.Sum(static context => context.Dependency),
    };
}
