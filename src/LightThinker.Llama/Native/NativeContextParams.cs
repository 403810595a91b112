using System.Runtime.InteropServices;

namespace LightThinker.Llama.Native;

/// <summary><c>llama_context_params</c> of llama.cpp v0.5.0: 160 bytes on 64-bit platforms. A plain value.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeContextParams
{
    /// <summary>KV cells; rounded up to a multiple of 256.</summary>
    public uint ContextSize;

    /// <summary>Most rows of one decode call; cut to <see cref="ContextSize"/>.</summary>
    public uint BatchSize;

    /// <summary>Most rows computed at once; cut to <see cref="BatchSize"/>.</summary>
    public uint MicroBatchSize;

    public uint MaxSequences;
    public uint RecurrentSnapshots;

    /// <summary>Most rows with logits in one call; 0 means as many as <see cref="BatchSize"/>.</summary>
    public uint MaxOutputs;

    public uint MaxOutputsPerSequence;
    public int Threads;
    public int BatchThreads;
    public int ContextType;
    public int RopeScaling;
    public int Pooling;
    public int Attention;

    /// <summary>−1 automatic, 0 off, 1 on.</summary>
    public int FlashAttention;

    public float RopeFrequencyBase;
    public float RopeFrequencyScale;
    public float YarnExtrapolation;
    public float YarnAttention;
    public float YarnBetaFast;
    public float YarnBetaSlow;
    public uint YarnOriginalContext;
    public float DefragmentationThreshold;
    public nint EvaluationCallback;
    public nint EvaluationState;

    /// <summary>A <c>ggml_type</c>: 0 is F32, 1 is F16, 8 is Q8_0.</summary>
    public int KeyType;

    public int ValueType;
    public nint AbortCallback;
    public nint AbortState;
    public byte Embeddings;
    public byte OffloadKv;
    public byte NoPerformanceCounters;
    public byte OffloadOperations;

    /// <summary>Keeps all cells of sliding-window layers; without it, eviction would meet cells that are gone.</summary>
    public byte FullSlidingWindow;

    /// <summary>One pool of cells for all sequences.</summary>
    public byte UnifiedKv;

    public nint Samplers;
    public nuint SamplerCount;
    public nint OtherContext;
}
