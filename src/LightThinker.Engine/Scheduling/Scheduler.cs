using System.Runtime.InteropServices;
using LightThinker.Engine.Cache;
using LightThinker.Engine.Compression;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sequences;

namespace LightThinker.Engine.Scheduling;

/// <summary>Decides who runs and what each step computes. Engine thread only.</summary>
internal sealed class Scheduler
{
    // Logits of a row can be a megabyte, and reading them takes longer than most steps have for it.
    private const int MaxPromptRows = 64;

    private readonly KvPool _pool;
    private readonly SequenceFactory _sequences;
    private readonly EngineOptions _options;
    private readonly List<Generation> _waiting = [];
    private readonly List<Sequence> _running = [];
    private readonly Stack<SequenceSlot> _freeSlots = new();
    private int _turn;
    private int _promptRows;

    public Scheduler(KvPool pool, int slotCount, SequenceFactory sequences, EngineOptions options)
    {
        _pool = pool;
        _sequences = sequences;
        _options = options;
        for (int slot = Math.Min(slotCount, options.MaxRunning) - 1; slot >= 0; slot--)
        {
            _freeSlots.Push(new SequenceSlot(slot));
        }
    }

    public ReadOnlySpan<Sequence> Running => CollectionsMarshal.AsSpan(_running);

    public void Enqueue(Generation generation) => _waiting.Add(generation);

    /// <summary>Takes a request whose client went away out of the queue; null where there is none.</summary>
    public Generation? TakeCancelled() => TakeWaiting(_waiting.FindIndex(static generation => generation.IsCancelled));

    /// <summary>Takes the request that has waited longest out of the queue; null where none waits.</summary>
    public Generation? TakeWaiting() => _waiting.Count == 0 ? null : TakeWaiting(0);

    /// <summary>Starts the request that has waited longest, all its choices, if their cells can be promised.</summary>
    /// <returns>The request started, or null.</returns>
    public Generation? Admit()
    {
        if (_waiting.Count == 0 || _waiting[0].Request.Choices > _freeSlots.Count)
        {
            return null;
        }

        var request = _waiting[0].Request;
        int promise = PromiseFor(request);
        if (!_pool.TryPromise(request.Prompt.Count + (request.Choices * (promise - request.Prompt.Count))))
        {
            return null;
        }

        var generation = TakeWaiting(0)!;
        Start(generation, promise);
        return generation;
    }

    /// <summary>Fills the batch: first a turn of every sequence that is decoding, then prompts, oldest first.</summary>
    public void Compose(DecodeBatch batch)
    {
        batch.Clear();
        _promptRows = 0;
        int budget = Math.Min(_options.StepTokenBudget, batch.Capacity);

        // Decoding sequences take turns in going first, for when the budget is smaller than their number.
        _turn = _running.Count == 0 ? 0 : (_turn + 1) % _running.Count;
        for (int i = 0; i < _running.Count; i++)
        {
            var sequence = _running[(_turn + i) % _running.Count];
            if (!sequence.IsPrefilling)
            {
                Feed(sequence, batch, budget);
            }
        }

        foreach (var sequence in Running)
        {
            if (sequence.IsPrefilling)
            {
                Feed(sequence, batch, budget);
            }
        }
    }

    /// <summary>Takes a sequence out and its promise back.</summary>
    public void Retire(Sequence sequence)
    {
        _running.Remove(sequence);
        _freeSlots.Push(sequence.Slot);
        _pool.Free(sequence.Ledger.Resident - sequence.Ledger.PromptCells);
        _pool.Release(sequence.PromisedCells - sequence.Generation.Request.Prompt.Count);
        sequence.Prompt.Leave();
    }

    // The first choice computes the prompt, the others share it.
    private void Start(Generation generation, int promise)
    {
        var prompt = new PromptCells(_pool, generation.Request.Prompt.Count, generation.Request.Choices);
        Sequence? first = null;
        for (int choice = 0; choice < generation.Request.Choices; choice++)
        {
            var sequence = _sequences.Create(generation, choice, _freeSlots.Pop(), prompt, first, promise);
            _running.Add(sequence);
            first ??= sequence;
        }
    }

    private Generation? TakeWaiting(int index)
    {
        if (index < 0)
        {
            return null;
        }

        var generation = _waiting[index];
        _waiting.RemoveAt(index);
        return generation;
    }

    private void Feed(Sequence sequence, DecodeBatch batch, int budget)
    {
        int count = Math.Min(sequence.Plan.FeedableCount, budget - batch.Count);
        bool reports = sequence.ReportsPrompt;
        if (reports)
        {
            count = Math.Min(count, MaxPromptRows - _promptRows);
        }

        int promptBefore = sequence.Ledger.PromptCells;
        int firstRow = batch.Count;
        sequence.LogitsRow = null;
        for (int i = 0; i < count; i++)
        {
            var (token, position) = sequence.FeedNext();
            bool isLast = sequence.Plan.IsDry;
            int row = batch.Add(token, position, sequence.Slot, wantsLogits: isLast || reports);
            sequence.LogitsRow = isLast ? row : null;
        }

        int fromPrompt = sequence.Ledger.PromptCells - promptBefore;
        if (reports)
        {
            _promptRows += count;
            sequence.PromptRows = new PromptRows(firstRow, promptBefore, fromPrompt);
        }

        sequence.Prompt.Use(fromPrompt);
        _pool.Use(count - fromPrompt);
    }

    // Cells of one choice, those of the prompt included. No sequence outgrows the positions it may use. A peak beyond the
    // cache gets all of it: such a request runs alone and, if it comes to that, its choices end as Length.
    private int PromiseFor(GenerationRequest request)
    {
        int prompt = request.Prompt.Count;
        long peak = CompressionCatalog.StrategyOf(request.Compression)
            .PromisedPeak(request.Compression, prompt, request.MaxTokens + (request.ReasoningLimit?.Closing.Count ?? 0));
        int share = (_pool.CellCount - prompt) / request.Choices;
        return (int)Math.Min(peak, Math.Min(_options.MaxPositions, prompt + share));
    }
}
