using LightThinker.Engine.Decoding;
using LightThinker.Engine.Scheduling;
using LightThinker.Engine.Sequences;
using LightThinker.Llama;
using LightThinker.Llama.Decoding;
using LightThinker.Llama.Loading;
using LightThinker.OpenAI.Chat;
using LightThinker.Server.Answers;
using LightThinker.Server.ChatCompletions;
using LightThinker.Server.Options;
using Microsoft.Extensions.DependencyInjection;

namespace LightThinker.Server.IntegrationTests.EmbeddedModel;

/// <summary>
/// Says how sure a model was at a place of its text: runs the request again, alone, on a context of its own. Stateless.
/// </summary>
internal static class LogitGap
{
    /// <summary>The difference of the two highest logits where the text grew beyond a place.</summary>
    /// <param name="server">Whose model it is.</param>
    /// <param name="question">What the user says.</param>
    /// <param name="at">Characters of text, reasoning and answer together, that come before.</param>
    /// <returns>Null where the text ends before.</returns>
    public static float? Find(RunningServer server, string question, int at)
    {
        Assert.True(server.Host.TryGetModel(out var model, out _));
        var wire = new ChatCompletionRequest
        {
            Model = model.Id,
            Messages = [new ChatMessage { Role = "user", Content = new MessageContent(question) }],
        };
        var (chat, error) = server.Services.GetRequiredService<GenerationRequestFactory>().Create(wire, model, "gap");
        Assert.Null(error);
        var settings = server.Services.GetRequiredService<Settings>();
        using var runtime = LlamaRuntime.Open(new LlamaRuntimeOptions
        {
            Model = new LlamaModelOptions { Path = settings.Model.Path },
            Context = new LlamaContextOptions { Cells = model.Description.TrainedContext, Slots = 1, Threads = 1 },
        });
        var decoder = new GapDecoder(runtime.Decoder, chat!.Request.Compression.NeverSampled);
        using var engine = new InferenceEngine(
            decoder,
            runtime.Vocabulary,
            new EngineOptions { MaxPositions = model.Description.TrainedContext },
            TimeProvider.System);
        Assert.Equal(SubmitOutcome.Queued, engine.TrySubmit(chat.Request, out var generation));
        return Run(engine, generation!, decoder, at);
    }

    private static float? Run(InferenceEngine engine, Generation generation, GapDecoder decoder, int at)
    {
        var text = new AnswerText(choice: 0, generation.Request.StartPhase, calls: null);
        int length = 0;
        while (engine.Step())
        {
            while (generation.Events.TryRead(out var item))
            {
                length += item.Text is null ? 0 : text.Push(item).Sum(delta => delta.Text.Length);
                if (length > at)
                {
                    return decoder.Gap;
                }
            }
        }

        return null;
    }

    /// <summary>Remembers how far apart the two highest of the last logits were. Engine thread only.</summary>
    private sealed class GapDecoder(IDecoder inner, IReadOnlyCollection<Token> forbidden) : IDecoder
    {
        public float Gap { get; private set; }

        public int CellCount => inner.CellCount;

        public int BatchCapacity => inner.BatchCapacity;

        public int SlotCount => inner.SlotCount;

        public bool CanRemoveRanges => inner.CanRemoveRanges;

        public DecodeOutcome Decode(DecodeBatch batch) => inner.Decode(batch);

        public ReadOnlySpan<float> GetLogits(int row)
        {
            var logits = inner.GetLogits(row);
            float[] highest = [.. logits.ToArray().Where((_, id) => !forbidden.Contains(new Token(id))).OrderDescending().Take(2)];
            Gap = highest[0] - highest[1];
            return logits;
        }

        public void Remove(SequenceSlot slot, PositionRange range) => inner.Remove(slot, range);

        public void Share(SequenceSlot source, SequenceSlot target, PositionRange range) =>
            inner.Share(source, target, range);

        public void Clear(SequenceSlot slot) => inner.Clear(slot);

        public void Dispose() => inner.Dispose();
    }
}
