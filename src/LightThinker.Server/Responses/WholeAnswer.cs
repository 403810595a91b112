using System.Text;
using LightThinker.Chat.Reasoning;
using LightThinker.Engine.Sequences;
using LightThinker.OpenAI.Chat;

namespace LightThinker.Server.Responses;

/// <summary>Collects a generation's text into one answer. One per request; not thread-safe.</summary>
internal sealed class WholeAnswer(Generation generation)
{
    private readonly AnswerText _text = new(generation.Request.StartPhase);
    private readonly StringBuilder _content = new();
    private readonly StringBuilder _reasoning = new();

    /// <summary>Reads until the generation ends.</summary>
    /// <param name="aborted">The client has gone.</param>
    /// <exception cref="OperationCanceledException">The client has gone.</exception>
    public async Task<GenerationResult> ReadAsync(CancellationToken aborted)
    {
        while (true)
        {
            GenerationEvent item = await generation.Events.ReadAsync(aborted);
            switch (item.Kind)
            {
                case GenerationEventKind.Text:
                    Append(_text.Push(item));
                    break;
                case GenerationEventKind.Finished:
                    Append(_text.Complete());
                    return item.Result!;
            }
        }
    }

    /// <summary>The answer, once it was read.</summary>
    public ChatCompletion Create(CompletionIdentity identity, GenerationResult result)
    {
        string? reasoning = _reasoning.Length > 0 ? _reasoning.ToString() : null;
        return new ChatCompletion
        {
            Id = identity.Id,
            Created = identity.Created,
            Model = identity.Model,
            SystemFingerprint = identity.SystemFingerprint,
            Choices =
            [
                new ChatChoice
                {
                    Index = 0,
                    Message = new AnswerMessage
                    {
                        Content = _content.ToString(),
                        ReasoningContent = reasoning,
                        Reasoning = reasoning,
                    },
                    FinishReason = Outcome.FinishReasonOf(result),
                },
            ],
            Usage = UsageReport.Create(result),
        };
    }

    private void Append(ReasoningDelta delta) =>
        (delta.Section == ReasoningSection.Reasoning ? _reasoning : _content).Append(delta.Text);
}
