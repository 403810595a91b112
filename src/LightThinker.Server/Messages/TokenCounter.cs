using LightThinker.OpenAI.Anthropic;
using LightThinker.Server.ChatCompletions;
using LightThinker.Server.Errors;
using LightThinker.Server.Hosting;

namespace LightThinker.Server.Messages;

/// <summary>Counts the tokens of prompts, without the engine. Thread-safe.</summary>
internal sealed class TokenCounter(EngineHost host, MessagesRequestReader reader, ErrorWriter errors)
{
    public async Task AnswerAsync(HttpContext http)
    {
        ChatGeneration? chat = null;
        if (host.TryGetModel(out ServedModel? model, out ApiError? error))
        {
            (_, chat, error) = await reader.ReadAsync(http, model, asksForText: false);
        }

        await (error is not null
            ? errors.WriteAsync(http, error)
            : http.Response.WriteAsJsonAsync(
                new MessagesTokenCount { InputTokens = chat!.Request.Prompt.Count },
                AnthropicJson.Context.MessagesTokenCount,
                cancellationToken: http.RequestAborted));
    }
}
