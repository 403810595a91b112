using LightThinker.Engine.Sequences;
using LightThinker.OpenAI.Usage;

namespace LightThinker.Server.Responses;

/// <summary>Writes what a generation used as the protocol has it. Stateless.</summary>
internal static class UsageReport
{
    public static CompletionUsage Create(GenerationResult result) => new()
    {
        PromptTokens = result.PromptTokens,
        CompletionTokens = result.CompletionTokens,
        TotalTokens = result.PromptTokens + result.CompletionTokens,
        PromptTokensDetails = new PromptTokensDetails { CachedTokens = 0 },
        CompletionTokensDetails = new CompletionTokensDetails { ReasoningTokens = result.ReasoningTokens },
        Compression = new CompressionUsage
        {
            Method = result.Context.Method,
            Compressions = result.Context.Compressions,
            EvictedTokens = result.Context.EvictedTokens,
            PeakTokens = result.Context.PeakTokens,
            ResidentPeakTokens = result.Context.ResidentPeakTokens,
            FullTokens = result.Context.FullTokens,
            Dependency = result.Context.Dependency,
        },
    };
}
