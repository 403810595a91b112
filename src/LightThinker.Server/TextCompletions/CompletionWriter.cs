using LightThinker.Engine.Sequences;
using LightThinker.OpenAI.Chat;
using LightThinker.OpenAI.Completions;
using LightThinker.OpenAI.Json;
using LightThinker.OpenAI.Usage;
using LightThinker.Server.Answers;
using LightThinker.Server.ChatCompletions;
using LightThinker.Server.Errors;

namespace LightThinker.Server.TextCompletions;

/// <summary>Streams an answer as text completions. One per stream; not thread-safe.</summary>
internal sealed class CompletionWriter(
    ServerSentEvents events,
    CompletionIdentity identity,
    CompletionShape shape,
    CompletionText text) : IAnswerWriter
{
    private readonly List<WrittenToken>[] _prompts = [.. shape.Prompts.Select(static _ => new List<WrittenToken>())];
    private readonly Dictionary<int, LogprobArrays?> _begun = [];

    /// <inheritdoc/>
    /// <remarks>Every event has a text, so there is nothing to say yet.</remarks>
    public void WriteStart()
    {
    }

    /// <inheritdoc/>
    public void Write(AnswerDelta delta)
    {
        if (delta.Part == AnswerPart.Prompt)
        {
            _prompts[delta.Choice / shape.Choices].AddRange(delta.Tokens);
            return;
        }

        LogprobArrays? logprobs = Begin(delta.Choice);
        logprobs?.AddSampled(delta.Tokens);
        WriteChoice(new CompletionChoice
        {
            Text = delta.Text,
            Index = delta.Choice,
            Logprobs = logprobs?.Take(),
            TokenIds = text.Ids(delta.Tokens),
            FinishReason = null,
        });
    }

    /// <inheritdoc/>
    public void WriteFinish(ChoiceEnd end)
    {
        Begin(end.Choice);
        WriteChoice(
            new CompletionChoice { Text = "", Index = end.Choice, FinishReason = Outcome.FinishReasonOf(end) },
            TimingsReport.Create([end.Result]));
    }

    /// <inheritdoc/>
    public void WriteEnd(IReadOnlyList<ChoiceEnd> ends)
    {
        if (shape.StreamsUsage)
        {
            WriteEvent([], UsageReport.Create([.. ends.Select(static end => end.Result)], shape.Choices), timings: null);
        }

        events.WriteDone();
    }

    /// <inheritdoc/>
    public void WriteError(ApiError error) => events.WriteData(error.ToWire(), WireJson.Context.ErrorResponse);

    // What is echoed goes before a choice's first text; by then the whole prompt was reported.
    private LogprobArrays? Begin(int choice)
    {
        if (_begun.TryGetValue(choice, out LogprobArrays? logprobs))
        {
            return logprobs;
        }

        logprobs = _begun[choice] = text.CreateLogprobs();
        int prompt = choice / shape.Choices;
        if (logprobs is not null)
        {
            text.AddEcho(prompt, _prompts[prompt], logprobs);
        }

        if (shape.Echoes)
        {
            WriteChoice(new CompletionChoice
            {
                Text = text.EchoOf(prompt),
                Index = choice,
                Logprobs = logprobs?.Take(),
                FinishReason = null,
            });
        }

        return logprobs;
    }

    private void WriteChoice(CompletionChoice choice, Timings? timings = null) => WriteEvent([choice], usage: null, timings);

    private void WriteEvent(IReadOnlyList<CompletionChoice> choices, CompletionUsage? usage, Timings? timings)
    {
        if (shape.StreamsUsage)
        {
            events.WriteData(
                new CompletionWithUsage
                {
                    Id = identity.Id,
                    Created = identity.Created,
                    Model = identity.Model,
                    SystemFingerprint = identity.SystemFingerprint,
                    Timings = timings,
                    Choices = choices,
                    Usage = usage,
                },
                WireJson.Context.CompletionWithUsage);
        }
        else
        {
            events.WriteData(
                new Completion
                {
                    Id = identity.Id,
                    Created = identity.Created,
                    Model = identity.Model,
                    SystemFingerprint = identity.SystemFingerprint,
                    Timings = timings,
                    Choices = choices,
                },
                WireJson.Context.Completion);
        }
    }
}
