using LightThinker.Engine.Sequences;
using LightThinker.OpenAI.Responses;
using LightThinker.Server.Answers;
using LightThinker.Server.ChatCompletions;
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

        GenerationRequest request = turn!.Generation.Request;
        Response start = ResponseEcho.Create(turn.Wire, request.Sampling, model, time.GetUtcNow());
        var tokens = new TokenReport(
            model.Vocabulary,
            request.VisibleTokens,
            ResponseFields.WantsLogprobs(turn.Wire),
            withIds: false);
        var details = new OutputDetails(ResponseFields.WantsSeal(turn.Wire), tokens);
        var response = new ResponseInProgress(start, turn.NewItems, details, store, time);
        return (new AnswerPlan([request], turn.Wire.Stream ?? false, new ResponseFormat(response))
        {
            CreateToolParser = turn.Generation.Tools is { } tools ? tools.CreateParser : null,
        }, null);
    }

    public Task WriteErrorAsync(HttpContext http, ApiError error) => errors.WriteAsync(http, error);
}
