using LightThinker.OpenAI.Completions;
using LightThinker.OpenAI.Json;
using LightThinker.Server.Answers;
using LightThinker.Server.ChatCompletions;

namespace LightThinker.Server.TextCompletions;

/// <summary>An answer as text completions. One per request; not thread-safe.</summary>
internal sealed class CompletionFormat(CompletionIdentity identity, CompletionShape shape, CompletionText text) : IAnswerFormat
{
    public IAnswerWriter CreateWriter(ServerSentEvents events) => new CompletionWriter(events, identity, shape, text);

    public Task WriteWholeAsync(HttpContext http, IReadOnlyList<ChoiceAnswer> choices) =>
        http.Response.WriteAsJsonAsync(
            new CompletionWithUsage
            {
                Id = identity.Id,
                Created = identity.Created,
                Model = identity.Model,
                SystemFingerprint = identity.SystemFingerprint,
                Choices = [.. choices.Chunk(shape.Choices).SelectMany(Create)],
                Usage = UsageReport.Create([.. choices.Select(static choice => choice.End.Result)], shape.Choices),
                Timings = TimingsReport.Create([.. choices.Select(static choice => choice.End.Result)]),
            },
            WireJson.Context.CompletionWithUsage,
            cancellationToken: http.RequestAborted);

    // Those of one prompt; the sort is stable.
    private IEnumerable<CompletionChoice> Create(ChoiceAnswer[] choices, int prompt)
    {
        IEnumerable<ChoiceAnswer> sent = shape.Sent == shape.Choices
            ? choices
            : choices.OrderByDescending(LikelihoodOf).Take(shape.Sent);
        return sent.Select((choice, place) =>
            Create(choice, prompt, choices[0], (prompt * shape.Sent) + place));
    }

    // Of a text without tokens nothing is known.
    private static double LikelihoodOf(ChoiceAnswer choice) =>
        choice.Tokens.Count == 0 ? double.NegativeInfinity : choice.Tokens.Average(static token => (double)token.Drawn.Logprob);

    private CompletionChoice Create(ChoiceAnswer choice, int prompt, ChoiceAnswer first, int index)
    {
        LogprobArrays? logprobs = text.CreateLogprobs();
        if (logprobs is not null)
        {
            text.AddEcho(prompt, first.PromptTokens, logprobs);
            logprobs.AddSampled(choice.Tokens);
        }

        return new CompletionChoice
        {
            Text = text.EchoOf(prompt) + choice.Content,
            Index = index,
            Logprobs = logprobs?.Take(),
            TokenIds = text.Ids(choice.Tokens),
            FinishReason = Outcome.FinishReasonOf(choice.End),
        };
    }
}
