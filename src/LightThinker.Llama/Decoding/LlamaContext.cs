using LightThinker.Engine.Decoding;
using LightThinker.Llama.Loading;
using LightThinker.Llama.Native;

namespace LightThinker.Llama.Decoding;

/// <summary>
/// The only door to a native context: checks everything for which llama.cpp would end the process. Belongs to the first
/// thread that uses it; <see cref="Dispose"/> is for any thread, once that one has ended. The KV cache is always unified.
/// </summary>
internal sealed unsafe class LlamaContext : IDisposable
{
    private readonly ContextHandle _handle;
    private readonly OwnerThread _owner = new();
    private readonly ComputeThreads _threads;
    private readonly int _vocabulary;

    private LlamaContext(ContextHandle handle, LlamaModel model, LlamaContextOptions options, ComputeThreads threads)
    {
        _handle = handle;
        _threads = threads;
        _vocabulary = model.Vocabulary.Count;
        Dimensions = options.Embeddings ? NativeMethods.llama_model_n_embd_out(model.Handle) : 0;
        SlotCount = options.Slots;
        CellCount = checked((int)NativeMethods.llama_n_ctx(handle));
        if (Memory == 0)
        {
            throw new DecoderException($"A model of architecture {model.Description.Architecture} has no KV cache.");
        }

        Batch = new TokenBatch(checked((int)NativeMethods.llama_n_batch(handle)), _vocabulary, SlotCount);
        CanRemoveRanges = ProbeRemoval(model.Vocabulary.BeginOfText ?? new Token(0));
    }

    public int CellCount { get; }

    public int SlotCount { get; }

    /// <summary>Numbers in a row's embedding; 0 where the context computes none.</summary>
    public int Dimensions { get; }

    /// <summary>Whether a range in the middle of a sequence can be removed; tried out on this very context.</summary>
    public bool CanRemoveRanges { get; }

    /// <summary>The native context, for tests that reach behind this class.</summary>
    internal nint DangerousHandle => _handle.DangerousGetHandle();

    /// <summary>The rows of the next or the last decode call.</summary>
    public TokenBatch Batch { get; }

    /// <summary>The KV cache, asked for at each use so that a disposed context throws.</summary>
    private nint Memory => NativeMethods.llama_get_memory(_handle);

    /// <summary>Makes a context on threads of its own and warms it up. Thread-safe.</summary>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    /// <exception cref="DecoderException">llama.cpp refused, mostly for lack of memory.</exception>
    public static LlamaContext Create(LlamaModel model, LlamaContextOptions options)
    {
        options.Validate();
        using ComputeThreads threads = ComputeThreads.Start(model, options);
        return Create(model, options, threads);
    }

    /// <summary>Makes a context on threads that it shares with others, and warms it up. Thread-safe.</summary>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    /// <exception cref="DecoderException">llama.cpp refused, mostly for lack of memory.</exception>
    public static LlamaContext Create(LlamaModel model, LlamaContextOptions options, ComputeThreads threads)
    {
        options.Validate();
        NativeContextParams parameters = NativeMethods.llama_context_default_params();
        parameters.ContextSize = (uint)options.Cells;
        parameters.BatchSize = (uint)options.BatchCapacity;
        parameters.MicroBatchSize = (uint)options.MicroBatch;
        parameters.MaxSequences = (uint)options.Slots;
        parameters.Threads = threads.Count;
        parameters.BatchThreads = threads.BatchCount;
        parameters.FlashAttention = options.FlashAttention switch
        {
            FlashAttention.Off => 0,
            FlashAttention.On => 1,
            _ => -1,
        };
        parameters.KeyType = NativeType(options.KeyType);
        parameters.ValueType = NativeType(options.ValueType);
        parameters.OffloadKv = options.OffloadKv ? (byte)1 : (byte)0;
        parameters.FullSlidingWindow = 1;
        parameters.UnifiedKv = 1;
        if (options.Embeddings)
        {
            // One vector for each row; llama.cpp would pool only within a micro batch.
            parameters.Embeddings = 1;
            parameters.Pooling = 0;
        }

        ContextHandle handle = ContextHandle.Create(model.Handle, parameters, threads.Generation, threads.Batch);
        try
        {
            return new LlamaContext(handle, model, options, threads);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Computes <see cref="Batch"/>.</summary>
    /// <exception cref="DecoderException">llama.cpp failed, or the batch breaks its rules.</exception>
    public DecodeOutcome Decode()
    {
        _owner.Assert();
        return DecodeUnowned();
    }

    /// <summary>A row's logits; valid until the next call.</summary>
    /// <exception cref="DecoderException">The row has none.</exception>
    public ReadOnlySpan<float> GetLogits(int row)
    {
        _owner.Assert();
        float* logits = Batch.HasLogits(row) ? NativeMethods.llama_get_logits_ith(_handle, row) : null;
        return logits is not null
            ? new ReadOnlySpan<float>(logits, _vocabulary)
            : throw new DecoderException($"Row {row} of the last batch has no logits to read.");
    }

    /// <summary>A row's embedding; valid until the next call.</summary>
    /// <exception cref="DecoderException">The row has none.</exception>
    public ReadOnlySpan<float> GetEmbedding(int row)
    {
        _owner.Assert();
        bool exists = Dimensions > 0 && Batch.HasLogits(row);
        float* embedding = exists ? NativeMethods.llama_get_embeddings_ith(_handle, row) : null;
        return embedding is not null
            ? new ReadOnlySpan<float>(embedding, Dimensions)
            : throw new DecoderException($"Row {row} of the last batch has no embedding to read.");
    }

    /// <summary>Frees the cells of a range of positions.</summary>
    /// <exception cref="DecoderException">The slot or range does not exist, or the model cannot do that.</exception>
    public void Remove(SequenceSlot slot, PositionRange range)
    {
        _owner.Assert();
        Require(slot);
        Require(range);
        if (!NativeMethods.llama_memory_seq_rm(Memory, slot.Index, range.Start.Value, range.End.Value))
        {
            throw new DecoderException($"The runtime cannot remove a part of a sequence for this model ({range}).");
        }
    }

    /// <summary>Frees every cell of a sequence.</summary>
    /// <exception cref="DecoderException">The slot does not exist.</exception>
    public void Clear(SequenceSlot slot)
    {
        _owner.Assert();
        Require(slot);
        RemoveFrom(slot.Index, 0);
    }

    /// <summary>
    /// Lets a sequence share another's cells at a range of positions. Safe for a part of a sequence as the KV is unified.
    /// </summary>
    /// <exception cref="DecoderException">A slot or the range does not exist.</exception>
    public void Copy(SequenceSlot source, SequenceSlot target, PositionRange range)
    {
        _owner.Assert();
        Require(source);
        Require(target);
        Require(range);
        NativeMethods.llama_memory_seq_cp(Memory, source.Index, target.Index, range.Start.Value, range.End.Value);
    }

    /// <summary>The last position a sequence holds; null where it is empty.</summary>
    /// <exception cref="DecoderException">The slot does not exist.</exception>
    public Position? GetLastPosition(SequenceSlot slot)
    {
        _owner.Assert();
        Require(slot);
        int last = NativeMethods.llama_memory_seq_pos_max(Memory, slot.Index);
        return last < 0 ? null : new Position(last);
    }

    public void Dispose() => _handle.Dispose();

    private static int NativeType(KvCacheType type) => type switch
    {
        KvCacheType.F32 => 0,
        KvCacheType.Q8 => 8,
        _ => 1,
    };

    private DecodeOutcome DecodeUnowned()
    {
        switch (Compute())
        {
            case 0:
                return DecodeOutcome.Done;
            case 1:
                Batch.Clear();
                return DecodeOutcome.CacheFull;
            case 2:
                TakeBack();
                return DecodeOutcome.Aborted;
            case -1:
                throw Failed("llama.cpp refused the batch.");
            case var code:
                throw Failed($"llama.cpp failed to compute the batch (code {code}).");
        }
    }

    private int Compute()
    {
        _threads.Enter();
        try
        {
            return NativeMethods.llama_decode(_handle, Batch.Native);
        }
        finally
        {
            _threads.Leave();
            GC.KeepAlive(Batch);
        }
    }

    private DecoderException Failed(string message)
    {
        Batch.Clear();
        return new DecoderException(NativeLog.WithProblems(message));
    }

    /// <summary>Removes the rows of an aborted batch that had been computed before the abort.</summary>
    private void TakeBack()
    {
        for (int sequence = 0; sequence < SlotCount; sequence++)
        {
            int first = Batch.FirstPosition(sequence);
            if (first >= 0)
            {
                RemoveFrom(sequence, first);
            }
        }

        Batch.Clear();
    }

    private void RemoveFrom(int sequence, int first)
    {
        if (!NativeMethods.llama_memory_seq_rm(Memory, sequence, first, -1))
        {
            throw new DecoderException($"The runtime cannot remove sequence {sequence} from position {first} on.");
        }
    }

    /// <summary>Decodes three rows and removes the one in the middle.</summary>
    private bool ProbeRemoval(Token token)
    {
        int rows = Math.Min(3, Batch.Capacity);
        var probe = new DecodeBatch(rows);
        for (int row = 0; row < rows; row++)
        {
            bool wantsLogits = Dimensions > 0 || row == rows - 1;
            probe.Add(token, new Position(row), new SequenceSlot(0), wantsLogits);
        }

        Batch.Fill(probe);
        DecodeOutcome outcome = DecodeUnowned();
        bool removed = outcome == DecodeOutcome.Done && NativeMethods.llama_memory_seq_rm(Memory, 0, 1, 2);
        Batch.Clear();
        RemoveFrom(0, 0);
        return outcome == DecodeOutcome.Done
            ? removed
            : throw new DecoderException($"The first batch of {rows} rows ended as {outcome}.");
    }

    private void Require(SequenceSlot slot)
    {
        if ((uint)slot.Index >= (uint)SlotCount)
        {
            throw new DecoderException($"There is no slot {slot.Index}; slots run from 0 to {SlotCount - 1}.");
        }
    }

    private static void Require(PositionRange range)
    {
        if (range.Start.Value < 0 || range.End.Value < range.Start.Value)
        {
            throw new DecoderException($"{range} is not a range of positions.");
        }
    }
}
