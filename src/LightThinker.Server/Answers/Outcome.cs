using LightThinker.Engine.Sequences;
using LightThinker.OpenAI.Chat;
using LightThinker.Server.Errors;

namespace LightThinker.Server.Answers;

/// <summary>Says how a generation ended as the protocol has it. Stateless.</summary>
internal static class Outcome
{
    /// <summary>The <c>finish_reason</c> of a choice that came to an end of its own.</summary>
    public static string FinishReasonOf(ChoiceEnd end) =>
        end.Result.Reason == FinishReason.Length ? FinishReasons.Length
        : end.CalledTools ? FinishReasons.ToolCalls
        : FinishReasons.Stop;

    /// <summary>What a client is told of a generation that was cut off; null where it was not.</summary>
    public static ApiError? ErrorOf(GenerationResult result) => result.Reason switch
    {
        FinishReason.Cancelled => ApiError.Stopping(),
        FinishReason.Stuck => ApiError.GrammarStuck(),
        FinishReason.Failed => ApiError.EngineFailed(),
        _ => null,
    };
}
