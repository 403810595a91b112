namespace LightThinker.Llama.Decoding;

/// <summary>The size of a context and how it computes. Immutable.</summary>
public sealed record LlamaContextOptions
{
    /// <summary>KV cells that all sequences share; at least 1, rounded up to a multiple of 256. 0 means the model's trained context.</summary>
    public int Cells { get; init; } = 8192;

    /// <summary>Most rows of one decode call; at least 1, cut to the cells.</summary>
    public int BatchCapacity { get; init; } = 512;

    /// <summary>Most rows computed at once; at least 1, cut to the batch capacity. More rows need more memory.</summary>
    public int MicroBatch { get; init; } = 512;

    /// <summary>Sequences that can hold cells at once; 1 … 256.</summary>
    public int Slots { get; init; } = 64;

    /// <summary>Threads for one row at a time; 1 … 512, null for <see cref="CpuQuota.ThreadsFor"/>.</summary>
    public int? Threads { get; init; }

    /// <summary>Threads for several rows at a time; 1 … 512, null for as many as <see cref="Threads"/>.</summary>
    public int? BatchThreads { get; init; }

    /// <summary>How keys are held.</summary>
    public KvCacheType KeyType { get; init; }

    /// <summary>How values are held.</summary>
    public KvCacheType ValueType { get; init; }

    public FlashAttention FlashAttention { get; init; }

    /// <summary>Whether the KV cache lies on the GPU, where the model does.</summary>
    public bool OffloadKv { get; init; } = true;

    /// <summary>Whether every row gets an embedding beside its logits. Every row must then ask for logits.</summary>
    internal bool Embeddings { get; init; }

    /// <exception cref="ArgumentException">A value is outside its range; the message names it.</exception>
    public void Validate()
    {
        Require(Cells >= 0, nameof(Cells), Cells, "at least 1, or 0 for the model's trained context");
        Require(BatchCapacity >= 1, nameof(BatchCapacity), BatchCapacity, "at least 1");
        Require(MicroBatch >= 1, nameof(MicroBatch), MicroBatch, "at least 1");
        Require(Slots is >= 1 and <= 256, nameof(Slots), Slots, "1 to 256");
        Require(Threads is null or (>= 1 and <= 512), nameof(Threads), Threads, "1 to 512");
        Require(BatchThreads is null or (>= 1 and <= 512), nameof(BatchThreads), BatchThreads, "1 to 512");
        Require(Enum.IsDefined(KeyType), nameof(KeyType), KeyType, "F16, F32 or Q8");
        Require(Enum.IsDefined(ValueType), nameof(ValueType), ValueType, "F16, F32 or Q8");
        Require(Enum.IsDefined(FlashAttention), nameof(FlashAttention), FlashAttention, "Automatic, On or Off");
        if (ValueType == KvCacheType.Q8 && FlashAttention == FlashAttention.Off)
        {
            throw new ArgumentException(
                "ValueType Q8 needs flash attention: set FlashAttention to Automatic or On, or ValueType to F16.");
        }
    }

    private static void Require(bool holds, string name, object? value, string range)
    {
        if (!holds)
        {
            throw new ArgumentException($"{name} is {value}; it must be {range}.");
        }
    }
}
