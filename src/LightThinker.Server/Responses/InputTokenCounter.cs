using LightThinker.OpenAI.Responses;
using LightThinker.Server.Errors;
using LightThinker.Server.Hosting;

namespace LightThinker.Server.Responses;

/// <summary>Says how long the prompt of a request for a response is, without running it. Thread-safe.</summary>
internal sealed class InputTokenCounter(EngineHost host, ResponseTurnReader turns, ErrorWriter errors)
{
    public async Task CountAsync(HttpContext http)
    {
        if (!host.TryGetModel(out ServedModel? model, out ApiError? error))
        {
            await errors.WriteAsync(http, error);
            return;
        }

        (int tokens, error) = await turns.CountAsync(http, model);
        if (error is not null)
        {
            await errors.WriteAsync(http, error);
            return;
        }

        await http.Response.WriteAsJsonAsync(
            new InputTokenCount { InputTokens = tokens },
            ResponsesJson.Context.InputTokenCount,
            cancellationToken: http.RequestAborted);
    }
}
