using LightThinker.OpenAI.Chat;
using LightThinker.OpenAI.Json;
using LightThinker.Server.Answers;

namespace LightThinker.Server.ChatCompletions;

/// <summary>An answer as a chat completion. One per request; not thread-safe.</summary>
internal sealed class ChatFormat(CompletionIdentity identity, bool includesUsage) : IAnswerFormat
{
    public IAnswerWriter CreateWriter(ServerSentEvents events) => new ChunkWriter(events, identity, includesUsage);

    public Task WriteWholeAsync(HttpContext http, IReadOnlyList<ChoiceAnswer> choices) =>
        http.Response.WriteAsJsonAsync(
            new ChatCompletion
            {
                Id = identity.Id,
                Created = identity.Created,
                Model = identity.Model,
                SystemFingerprint = identity.SystemFingerprint,
                Choices = [.. choices.Select(Create)],
                Usage = UsageReport.Create([.. choices.Select(static choice => choice.End.Result)]),
            },
            WireJson.Context.ChatCompletion,
            cancellationToken: http.RequestAborted);

    private static ChatChoice Create(ChoiceAnswer choice)
    {
        string? reasoning = choice.Reasoning.Length > 0 ? choice.Reasoning : null;
        return new ChatChoice
        {
            Index = choice.End.Choice,
            Message = new AnswerMessage
            {
                Content = choice.Content,
                ReasoningContent = reasoning,
                Reasoning = reasoning,
            },
            FinishReason = Outcome.FinishReasonOf(choice.End),
        };
    }
}
