using LightThinker.Engine.Sequences;
using LightThinker.OpenAI.Responses;
using LightThinker.OpenAI.Usage;
using LightThinker.Server.Answers;
using LightThinker.Server.ChatCompletions;
using LightThinker.Server.Errors;

namespace LightThinker.Server.Responses;

/// <summary>A response from its request to its end, which is stored where the client wants it. Not thread-safe.</summary>
/// <param name="start">What it repeats of its request.</param>
/// <param name="input">The items that came with the request.</param>
/// <param name="details">What its items have beyond their text.</param>
/// <param name="store">Where it is kept.</param>
/// <param name="time">For when it ends.</param>
internal sealed class ResponseInProgress(
    Response start,
    IReadOnlyList<ResponseItem> input,
    OutputDetails details,
    ResponseStore store,
    TimeProvider time)
{
    /// <summary>As it begins: without output.</summary>
    public Response Start { get; } = start;

    /// <summary>What its items have beyond their text.</summary>
    public OutputDetails Details { get; } = details;

    /// <summary>The status of what was being written when the answer ended.</summary>
    public static string StatusOf(ChoiceEnd end) => end.Result.Reason == FinishReason.Length
        ? ResponseStatuses.Incomplete
        : ResponseStatuses.Completed;

    /// <summary>The response as it ended, kept before anyone is told, so that the client can go on from it at once.</summary>
    /// <param name="end">How it ended.</param>
    /// <param name="output">All of its items.</param>
    public Response Finish(ChoiceEnd end, IReadOnlyList<ResponseItem> output)
    {
        string status = StatusOf(end);
        bool isComplete = status == ResponseStatuses.Completed;
        Response response = Start with
        {
            Status = status,
            CompletedAt = isComplete ? time.GetUtcNow().ToUnixTimeSeconds() : null,
            IncompleteDetails = isComplete ? null : new IncompleteDetails(),
            Output = output,
            Usage = CreateUsage(end.Result),
        };
        return response with { Store = response.Store && store.TrySave(response, input) };
    }

    /// <summary>The response as it broke off; it is not kept.</summary>
    public Response Fail(ApiError error, IReadOnlyList<ResponseItem> output) => Start with
    {
        Status = ResponseStatuses.Failed,
        Error = new ResponseError { Message = error.Message },
        Output = output,
        Store = false,
    };

    private static ResponseUsage CreateUsage(GenerationResult result)
    {
        CompletionUsage usage = UsageReport.Create([result]);
        return new ResponseUsage
        {
            InputTokens = usage.PromptTokens,
            InputTokensDetails = new InputTokensDetails { CachedTokens = usage.PromptTokensDetails!.CachedTokens },
            OutputTokens = usage.CompletionTokens,
            OutputTokensDetails = usage.CompletionTokensDetails!,
            TotalTokens = usage.TotalTokens,
            Compression = usage.Compression,
        };
    }
}
