using LightThinker.Engine.Sequences;
using LightThinker.OpenAI.Anthropic;
using LightThinker.OpenAI.Usage;
using LightThinker.Server.Answers;
using LightThinker.Server.ChatCompletions;

namespace LightThinker.Server.Messages;

/// <summary>Says how an answer ended and what it used as the protocol has it. Stateless.</summary>
internal static class MessageOutcome
{
    /// <summary>One of <see cref="StopReasons"/>.</summary>
    public static string StopReasonOf(ChoiceEnd end) =>
        end.Result.StoppedBy is not null ? StopReasons.StopSequence
        : end.Result.Reason == FinishReason.Length ? StopReasons.MaxTokens
        : end.CalledTools ? StopReasons.ToolUse
        : StopReasons.EndTurn;

    public static MessagesUsage UsageOf(ChoiceEnd end)
    {
        CompletionUsage usage = UsageReport.Create([end.Result]);
        return new MessagesUsage
        {
            InputTokens = usage.PromptTokens,
            OutputTokens = usage.CompletionTokens,
            OutputTokensDetails = new MessagesTokensDetails { ThinkingTokens = end.Result.ReasoningTokens },
            Compression = usage.Compression,
        };
    }
}
