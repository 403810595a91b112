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
        ChatPrompt? prompt = null;
        if (host.TryGetModel(out ServedModel? model, out ApiError? error))
        {
            (prompt, error) = await reader.ReadPromptAsync(http, model);
        }

        await (error is not null
            ? errors.WriteAsync(http, error)
            : http.Response.WriteAsJsonAsync(
                new MessagesTokenCount { InputTokens = prompt!.Tokens.Count },
                AnthropicJson.Context.MessagesTokenCount,
                cancellationToken: http.RequestAborted));
    }
}
