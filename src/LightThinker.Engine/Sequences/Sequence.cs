using LightThinker.Engine.Cache;
using LightThinker.Engine.Compression;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Grammars;
using LightThinker.Engine.Phases;
using LightThinker.Engine.Sampling;
using LightThinker.Engine.Text;

namespace LightThinker.Engine.Sequences;

/// <summary>One running choice of a request: its plan, its cells and its output. Engine thread only.</summary>
internal sealed class Sequence
{
    private readonly IVocabulary _vocabulary;
    private readonly IContextCompressor _compressor;
    private readonly PhaseTracker _phases;
    private readonly OutputText _text;
    private readonly ForbiddenTokens _forbidden;
    private readonly AnswerConstraint? _constraint;
    private readonly ReasoningBudget? _budget;
    private readonly GenerationClock _clock;
    private readonly ContextUsageMeter _usage = new();
    private readonly int _maxPositions;
    private int _sampled;
    private int _reasoning;
    private bool _hasClosedReasoning;

    /// <summary>See <see cref="SequenceFactory.Create"/>.</summary>
    public Sequence(
        SequenceFactory common,
        Generation generation,
        int choice,
        SequenceSlot slot,
        PromptCells prompt,
        Sequence? promptSource,
        int promisedCells)
    {
        var request = generation.Request;
        Generation = generation;
        Choice = choice;
        Slot = slot;
        Prompt = prompt;
        PromptSource = promptSource;
        Ledger = new KvLedger(request.MaxTokens);
        PromisedCells = promisedCells;
        _maxPositions = common.MaxPositions;
        _vocabulary = common.Vocabulary;
        _compressor = CompressionCatalog.StrategyOf(request.Compression).CreateCompressor(request.Compression);
        _text = new OutputText(generation, choice);
        _phases = new PhaseTracker(request.PhaseMarkers, request.StartPhase, _vocabulary, _text);
        _forbidden = new ForbiddenTokens(common.Ends, request.Compression.NeverSampled, request.Compression.Split);
        _constraint = common.CreateConstraint(request);
        _budget = request.ReasoningLimit is { } limit ? new ReasoningBudget(limit) : null;
        _clock = new GenerationClock(common.Time, generation.Submitted);
        if (promptSource is null)
        {
            Plan.Feed(request.Prompt, CellKind.Prompt);
            CloseReasoningIfSpent(endsThought: true, []);
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

    /// <summary>Whether this choice's part is to report the prompt's tokens, and it is still reading them.</summary>
    public bool ReportsPrompt =>
        Generation.Request.PromptLogprobs is not null && Choice == 0 && !HasComputedPrompt;

    /// <summary>The rows of this step's batch whose logits tell of the prompt; null where none do.</summary>
    public PromptRows? PromptRows { get; set; }

    /// <summary>Why it ended; null while it runs.</summary>
    public FinishReason? Finish { get; private set; }

    /// <summary>What went wrong with this sequence alone; null where nothing did.</summary>
    public string? Error { get; private set; }

    /// <summary>Whether the prompt is still being computed.</summary>
    public bool IsPrefilling => _sampled == 0;

    /// <summary>Tokens that may not be sampled now.</summary>
    public ReadOnlySpan<Token> Forbidden => _forbidden.Get(MustGoOn, _compressor.ForbidsSplit);

    /// <summary>What its answer must match; null where it is free.</summary>
    public AnswerConstraint? Constraint => _constraint;

    private bool MustGoOn =>
        Generation.Request.IgnoresEnd
        || _sampled < Generation.Request.MinTokens
        || (_phases.Current == Phase.Reasoning && _constraint is { OwesAnswer: true });

    /// <summary>Goes on from the prompt that another choice has computed, and whose cells it now shares.</summary>
    public void TakePrompt()
    {
        Ledger.Share(Generation.Request.Prompt.Count);
        Plan.Skip(Generation.Request.Prompt.Count);
        _usage.OnFed(Ledger.Resident);
        CloseReasoningIfSpent(endsThought: true, []);
        LogitsRow = Plan.IsDry ? PromptSource!.LogitsRow : null;
        PromptSource = null;
    }

    /// <summary>The rows to report, once.</summary>
    public PromptRows? TakePromptRows()
    {
        PromptRows? rows = PromptRows;
        PromptRows = null;
        return rows;
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

    /// <summary>Whether a token may come next for all that the request's grammar says.</summary>
    public bool Allows(Token token) => _constraint?.Allows(token, _phases.Current) ?? true;

    /// <summary>Takes a sampled token: writes its text, and plans what comes next or finishes.</summary>
    /// <param name="token">The token.</param>
    /// <param name="logprob">Its log probability and the likeliest tokens', where they were asked for.</param>
    public void Accept(Token token, (TokenLogprob Drawn, TokenLogprob[] Top)? logprob = null)
    {
        _clock.OnSampled();
        _usage.OnSampled(Ledger.Resident);
        _sampled++;
        Sampling.Accept(token);

        if (_vocabulary.IsEndOfGeneration(token))
        {
            _reasoning += _phases.Current == Phase.Reasoning ? 1 : 0;
            End(FinishReason.Stop);
            return;
        }

        long start = _text.Taken;
        _constraint?.OnSampled(token, _phases.Current, TextOf(token));
        var sampled = Write(token);
        _reasoning += sampled.Phase == Phase.Reasoning ? 1 : 0;
        if (logprob is { } known)
        {
            _text.Report(new WrittenToken(sampled.Phase, known.Drawn, known.Top), start);
        }

        if (_text.HasStopped || _constraint is { IsComplete: true })
        {
            End(FinishReason.Stop);
            return;
        }

        PlanFor(sampled);
        CloseReasoningIfSpent(token == Generation.Request.Compression.Split, TextOf(token));
        if (_sampled == Generation.Request.MaxTokens || !HasRoomForPlan())
        {
            End(FinishReason.Length);
            return;
        }

        _text.Publish();
    }

    /// <summary>Ends the sequence for a fault of its own, which concerns no other.</summary>
    /// <param name="reason">How it is said to have ended.</param>
    /// <param name="error">What went wrong.</param>
    public void Fail(FinishReason reason, string error)
    {
        Error = error;
        End(reason);
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
        {
            StoppedBy = _text.StoppedBy,
            Timing = _clock.Read(),
        }));

    private SampledToken Write(Token token)
    {
        var sampled = _phases.Advance(token, TextOf(token));
        if (token == Generation.Request.Compression.Split)
        {
            _phases.Flush();
            _text.WriteOwn(_phases.Current, "\n\n"u8);
        }

        return sampled;
    }

    private ReadOnlySpan<byte> TextOf(Token token) =>
        token == Generation.Request.Compression.Split
        || (_vocabulary.IsControl(token) && !Generation.Request.VisibleTokens.Contains(token))
            ? []
            : _vocabulary.GetBytes(token);

    private void PlanFor(SampledToken written)
    {
        Plan.Feed(written.Token, written.Phase == Phase.Reasoning ? CellKind.Thought : CellKind.Answer);
        _compressor.OnSampled(written, Plan);
    }

    // Forced tokens are shown like sampled ones, but are none: no limit and no usage counts them.
    private void CloseReasoningIfSpent(bool endsThought, ReadOnlySpan<byte> text)
    {
        if (_hasClosedReasoning
            || _phases.Current != Phase.Reasoning
            || _budget?.IsSpent(_reasoning, endsThought, text) != true)
        {
            return;
        }

        _hasClosedReasoning = true;
        foreach (var token in Generation.Request.ReasoningLimit!.Closing)
        {
            PlanFor(Write(token));
        }
    }

    private bool HasRoomForPlan() =>
        Plan.End.Value <= _maxPositions && Ledger.Resident + Plan.FeedableCount <= PromisedCells;
}
