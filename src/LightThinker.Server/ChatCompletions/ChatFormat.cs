using LightThinker.OpenAI.Chat;
using LightThinker.OpenAI.Json;
using LightThinker.Server.Answers;
using LightThinker.Server.Options;

namespace LightThinker.Server.ChatCompletions;

/// <summary>An answer as a chat completion. One per request; not thread-safe.</summary>
internal sealed class ChatFormat(
    CompletionIdentity identity,
    TokenReport tokens,
    ReasoningFields fields,
    bool includesUsage) : IAnswerFormat
{
    public IAnswerWriter CreateWriter(ServerSentEvents events) =>
        new ChunkWriter(events, identity, tokens, fields, includesUsage);

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
                Timings = TimingsReport.Create([.. choices.Select(static choice => choice.End.Result)]),
            },
            WireJson.Context.ChatCompletion,
            cancellationToken: http.RequestAborted);

    private ChatChoice Create(ChoiceAnswer choice) => new()
    {
        Index = choice.End.Choice,
        Message = new AnswerMessage
        {
            Content = choice is { Content: "", ToolCalls.Count: > 0 } ? null : choice.Content,
            ToolCalls = choice.ToolCalls.Count == 0 ? null : [.. choice.ToolCalls.Select(Create)],
            ReasoningContent = ReasoningOf(choice, ReasoningFields.ReasoningContent),
            Reasoning = ReasoningOf(choice, ReasoningFields.Reasoning),
        },
        Logprobs = tokens.Logprobs(choice.Tokens),
        TokenIds = tokens.Ids(choice.Tokens),
        FinishReason = Outcome.FinishReasonOf(choice.End),
    };

    private string? ReasoningOf(ChoiceAnswer choice, ReasoningFields field) =>
        choice.Reasoning.Length > 0 && fields.HasFlag(field) ? choice.Reasoning : null;

    private static ToolCall Create(ToolCallAnswer call) => new()
    {
        Id = call.Id,
        Function = new FunctionCall { Name = call.Name, Arguments = call.Arguments },
    };
}
