using LightThinker.OpenAI.Anthropic;
using LightThinker.Server.Answers;
using LightThinker.Server.ChatCompletions;
using LightThinker.Server.Errors;
using LightThinker.Server.Hosting;

namespace LightThinker.Server.Messages;

/// <summary><c>/v1/messages</c>. Thread-safe.</summary>
internal sealed class MessagesProtocol(MessagesRequestReader reader, ErrorWriter errors) : IAnswerProtocol
{
    public async ValueTask<(AnswerPlan? Plan, ApiError? Error)> ReadAsync(HttpContext http, ServedModel model)
    {
        (MessagesRequest? wire, ChatGeneration? chat, ApiError? error) =
            await reader.ReadAsync(http, model);
        if (error is not null)
        {
            return (null, error);
        }

        var identity = new MessageIdentity(
            $"msg_{Guid.NewGuid():N}",
            model.Id,
            http.TraceIdentifier,
            chat!.Request.Prompt.Count,
            wire!.Thinking?.Display == "omitted");
        return (new AnswerPlan([chat.Request], wire.Stream ?? false, new MessageFormat(identity))
        {
            CreateToolParser = chat.Tools is { } tools ? tools.CreateParser : null,
        }, null);
    }

    public Task WriteErrorAsync(HttpContext http, ApiError error) => errors.WriteAsync(http, error);
}
