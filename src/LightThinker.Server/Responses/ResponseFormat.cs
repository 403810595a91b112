using LightThinker.OpenAI.Responses;
using LightThinker.Server.Answers;

namespace LightThinker.Server.Responses;

/// <summary>An answer as a response. One per request; not thread-safe.</summary>
internal sealed class ResponseFormat(ResponseInProgress response) : IAnswerFormat
{
    public IAnswerWriter CreateWriter(ServerSentEvents events) => new ResponseEventWriter(events, response);

    public Task WriteWholeAsync(HttpContext http, IReadOnlyList<ChoiceAnswer> choices)
    {
        ChoiceAnswer answer = choices[0];
        IReadOnlyList<OutputItem> items = OutputItem.CreateAll(answer, response.Details);

        // Whatever limit there was, it is the last item that it cut off.
        ResponseItem[] output =
        [
            .. items.SkipLast(1).Select(static item => item.End(ResponseStatuses.Completed)),
            items[^1].End(ResponseInProgress.StatusOf(answer.End)),
        ];
        return http.Response.WriteAsJsonAsync(
            response.Finish(answer.End, output),
            ResponsesJson.Context.Response,
            cancellationToken: http.RequestAborted);
    }
}
