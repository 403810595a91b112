using LightThinker.Engine.Cache;
using LightThinker.Engine.Compression;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Phases;
using LightThinker.Engine.Sampling;
using LightThinker.Engine.Text;

namespace LightThinker.Engine.Sequences;

/// <summary>One running request: its plan, its cells and its output. Engine thread only.</summary>
internal sealed class Sequence
{
    private readonly IVocabulary _vocabulary;
    private readonly IContextCompressor _compressor;
    private readonly PhaseTracker _phases;
    private readonly OutputText _text;
    private readonly ContextUsageMeter _usage = new();
    private readonly int _maxPositions;

    // The split comes last, so that allowing it is a matter of length.
    private readonly Token[] _forbidden;
    private int _sampled;
    private int _reasoning;

    /// <param name="generation">The request and its events.</param>
    /// <param name="choice">Which of the request's choices it writes.</param>
    /// <param name="slot">Where its cells are.</param>
    /// <param name="prompt">The prompt's cells.</param>
    /// <param name="promptSource">The choice that computes the prompt for this one too; null where it does so itself.</param>
    /// <param name="promisedCells">Most cells it may hold, those of the prompt included.</param>
    /// <param name="maxPositions">Most positions it may use.</param>
    /// <param name="vocabulary">The model's tokens.</param>
    public Sequence(
        Generation generation,
        int choice,
        SequenceSlot slot,
        PromptCells prompt,
        Sequence? promptSource,
        int promisedCells,
        int maxPositions,
        IVocabulary vocabulary)
    {
        var request = generation.Request;
        var profile = request.Compression;
        Generation = generation;
        Choice = choice;
        Slot = slot;
        Prompt = prompt;
        PromptSource = promptSource;
        Ledger = new KvLedger(request.MaxTokens);
        PromisedCells = promisedCells;
        _maxPositions = maxPositions;
        _vocabulary = vocabulary;
        _compressor = CompressionCatalog.StrategyOf(profile).CreateCompressor(profile);
        _text = new OutputText(generation, choice);
        _phases = new PhaseTracker(request.PhaseMarkers, request.StartPhase, vocabulary, _text);
        _forbidden = profile.Split is { } split ? [.. profile.NeverSampled, split] : [.. profile.NeverSampled];
        if (promptSource is null)
        {
            Plan.Feed(request.Prompt, CellKind.Prompt);
        }
    }

    public Generation Generation { get; }

    public int Choice { get; }

    public PromptCells Prompt { get; }

    /// <summary>The choice whose prompt this one waits for; null once it has it.</summary>
    public Sequence? PromptSource { get; private set; }

    public bool HasComputedPrompt => Ledger.PromptCells == Generation.Request.Prompt.Count;

    public SequenceSlot Slot { get; }

    public int PromisedCells { get; }

    public SamplingState Sampling => Generation.Samplings[Choice];

    public ContextPlan Plan { get; } = new();

    public KvLedger Ledger { get; }

    /// <summary>The row of this step's batch that the next token is sampled from; null while the plan is not dry.</summary>
    public int? LogitsRow { get; set; }

    /// <summary>Why it ended; null while it runs.</summary>
    public FinishReason? Finish { get; private set; }

    /// <summary>What went wrong with this sequence alone; null where nothing did.</summary>
    public string? Error { get; private set; }

    /// <summary>Whether the prompt is still being computed.</summary>
    public bool IsPrefilling => _sampled == 0;

    /// <summary>Tokens that may not be sampled now.</summary>
    public ReadOnlySpan<Token> Forbidden =>
        _compressor.ForbidsSplit || Generation.Request.Compression.Split is null ? _forbidden : _forbidden.AsSpan(..^1);

    /// <summary>Goes on from the prompt that another choice has computed, and whose cells it now shares.</summary>
    public void TakePrompt()
    {
        Ledger.Share(Generation.Request.Prompt.Count);
        Plan.Skip(Generation.Request.Prompt.Count);
        LogitsRow = PromptSource!.LogitsRow;
        PromptSource = null;
        _usage.OnFed(Ledger.Resident);
    }

    /// <summary>Takes the next planned token into the context.</summary>
    /// <returns>The token and the position it takes.</returns>
    public (Token Token, Position Position) FeedNext()
    {
        var (token, kind) = Plan.TakeToken();
        var position = Ledger.Append(kind);
        _usage.OnFed(Ledger.Resident);
        return (token, position);
    }

    /// <summary>Takes the next planned eviction out of the context.</summary>
    /// <returns>The positions to remove, and how many cells that frees.</returns>
    public (PositionRange Range, int Freed) EvictNext()
    {
        var range = Plan.TakeEviction();
        int before = Ledger.Resident;
        int freed = Ledger.Remove(range);
        _usage.OnEvicted(before, freed, Plan.FeedableCount);
        return (range, freed);
    }

    /// <summary>Takes a sampled token: writes its text, and plans what comes next or finishes.</summary>
    public void Accept(Token token)
    {
        _usage.OnSampled(Ledger.Resident);
        _sampled++;
        Sampling.Accept(token);

        if (_vocabulary.IsEndOfGeneration(token))
        {
            _reasoning += _phases.Current == Phase.Reasoning ? 1 : 0;
            End(FinishReason.Stop);
            return;
        }

        var sampled = Write(token);
        _reasoning += sampled.Phase == Phase.Reasoning ? 1 : 0;
        if (_text.HasStopped)
        {
            End(FinishReason.Stop);
            return;
        }

        Plan.Feed(token, sampled.Phase == Phase.Reasoning ? CellKind.Thought : CellKind.Answer);
        _compressor.OnSampled(sampled, Plan);
        if (_sampled == Generation.Request.MaxTokens || !HasRoomForPlan())
        {
            End(FinishReason.Length);
            return;
        }

        _text.Publish();
    }

    /// <summary>Ends the sequence for a fault of its own, which concerns no other.</summary>
    public void Fail(string error)
    {
        Error = error;
        End(FinishReason.Failed);
    }

    /// <summary>Ends the sequence; text held back so far is published.</summary>
    public void End(FinishReason reason)
    {
        _phases.Flush();
        _text.Flush();
        _text.Publish();
        Finish = reason;
    }

    /// <summary>Tells the reader how it ended; the last event.</summary>
    public void Close(FinishReason reason, string? error = null) => Generation.Publish(Choice, GenerationEvent.Finished(
        new GenerationResult(
            reason,
            Generation.Request.Prompt.Count,
            _sampled,
            _reasoning,
            _usage.Read(Generation.Request, _sampled),
            error)
        { StoppedBy = _text.StoppedBy }));

    private SampledToken Write(Token token)
    {
        bool isSplit = token == Generation.Request.Compression.Split;
        var text = isSplit || _vocabulary.IsControl(token) ? [] : _vocabulary.GetBytes(token);
        var sampled = _phases.Advance(token, text);
        if (isSplit)
        {
            _phases.Flush();
            _text.WriteOwn(_phases.Current, "\n\n"u8);
        }

        return sampled;
    }

    private bool HasRoomForPlan() =>
        Plan.End.Value <= _maxPositions && Ledger.Resident + Plan.FeedableCount <= PromisedCells;
}
