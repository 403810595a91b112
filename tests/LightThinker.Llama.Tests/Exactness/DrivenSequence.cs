using LightThinker.Engine.Decoding;
using LightThinker.TestKit.Models;
using LightThinker.TestKit.Reference;

namespace LightThinker.Llama.Tests.Exactness;

/// <summary>
/// One compressed generation with given instead of sampled tokens: as decode rounds with real evictions, and as the trace
/// that says what a masked pass over everything must compute. Not thread-safe.
/// </summary>
internal sealed class DrivenSequence
{
    private const int PromptTokens = 30;
    private const int Thoughts = 12;
    private const int LongestThought = 30;

    private readonly LightThinkerScheme _scheme;
    private readonly Queue<DecodeRound> _rounds = [];
    private readonly List<float[]> _logits = [];
    private int _planned;
    private int _thoughtStart;

    private DrivenSequence(LightThinkerScheme scheme, SequenceSlot slot, Token[] prompt)
    {
        _scheme = scheme;
        Slot = slot;
        Trace = new LightThinkerTrace(scheme, prompt);
        Plan(new DecodeRound(prompt));
    }

    public SequenceSlot Slot { get; }

    public LightThinkerTrace Trace { get; }

    public bool IsDone => _rounds.Count == 0;

    /// <summary>Logits of every token decoded so far, by position.</summary>
    public IReadOnlyList<float[]> Logits => _logits;

    /// <summary>A prompt, a dozen thoughts of different lengths, and an answer, all of random text.</summary>
    public static DrivenSequence Create(GeneratedModel model, LightThinkerScheme scheme, SequenceSlot slot, int seed)
    {
        var random = new Random(seed);
        Token[] Text(int length) => [.. Enumerable.Range(0, length).Select(_ => new Token(random.Next(256)))];

        var sequence = new DrivenSequence(scheme, slot, Text(PromptTokens));
        sequence.Write(model.Vocabulary.OpeningDelimiter);
        sequence._thoughtStart = sequence._planned - (scheme.EvictsOpeningDelimiter ? 1 : 0);
        for (int thought = 0; thought < Thoughts; thought++)
        {
            sequence.Think([.. Text(random.Next(1, LongestThought + 1)), model.Vocabulary.Split]);
        }

        sequence.Write([model.Vocabulary.ClosingDelimiter, .. Text(10)]);
        return sequence;
    }

    public DecodeRound TakeRound() => _rounds.Dequeue();

    public void Record(ReadOnlySpan<float> logits) => _logits.Add(logits.ToArray());

    private void Write(params Token[] tokens)
    {
        foreach (Token token in tokens)
        {
            Trace.Sample(token);
            Plan(new DecodeRound([token]));
        }
    }

    private void Think(Token[] tokens)
    {
        foreach (Token token in tokens)
        {
            Trace.Sample(token);
            if (EndsThought(token))
            {
                PlanCompression(token);
            }
            else
            {
                Plan(new DecodeRound([token]));
            }
        }
    }

    private bool EndsThought(Token token) =>
        _scheme.Interval == 0 ? token == _scheme.Split : _planned + 1 - _thoughtStart == _scheme.Interval;

    // 1. The thought's last token and the cache tokens, while the thought is resident; 2. evict; 3. resume.
    private void PlanCompression(Token last)
    {
        var thought = new PositionRange(new Position(_thoughtStart), new Position(_planned + 1));
        Plan(new DecodeRound([last, .. _scheme.CacheTokens], thought));
        Plan(new DecodeRound([_scheme.Resume]));
        _thoughtStart = _planned;
    }

    private void Plan(DecodeRound round)
    {
        _rounds.Enqueue(round);
        _planned += round.Tokens.Count;
    }
}
