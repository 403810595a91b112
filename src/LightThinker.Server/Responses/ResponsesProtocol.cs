using LightThinker.OpenAI.Responses;
using LightThinker.Server.Answers;
using LightThinker.Server.Errors;
using LightThinker.Server.Hosting;

namespace LightThinker.Server.Responses;

/// <summary><c>POST /v1/responses</c>. Thread-safe.</summary>
internal sealed class ResponsesProtocol(
    ResponseTurnReader turns,
    ResponseStore store,
    ErrorWriter errors,
    TimeProvider time) : IAnswerProtocol
{
    public async ValueTask<(AnswerPlan? Plan, ApiError? Error)> ReadAsync(HttpContext http, ServedModel model)
    {
        (ResponseTurn? turn, ApiError? error) = await turns.ReadAsync(http, model);
        if (error is not null)
        {
            return (null, error);
        }

        Response start = ResponseEcho.Create(turn!.Wire, turn.Generation.Request.Sampling, model, time.GetUtcNow());
        var response =
            new ResponseInProgress(start, turn.NewItems, ResponseFields.WantsSeal(turn.Wire), store, time);
        return (new AnswerPlan([turn.Generation.Request], turn.Wire.Stream ?? false, new ResponseFormat(response))
        {
            CreateToolParser = turn.Generation.Tools is { } tools ? tools.CreateParser : null,
        }, null);
    }

    public Task WriteErrorAsync(HttpContext http, ApiError error) => errors.WriteAsync(http, error);
}
