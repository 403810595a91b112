using System.Runtime.InteropServices;

namespace LightThinker.Llama.Native;

/// <summary><c>llama_batch</c> of llama.cpp v0.5.0: 56 bytes on 64-bit platforms. A plain value over memory of others.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeBatch
{
    public int Count;
    public int* Tokens;
    public float* Embeddings;
    public int* Positions;
    public int* SequenceCounts;
    public int** Sequences;

    /// <summary>Not 0 where the row's logits are wanted.</summary>
    public sbyte* WantsLogits;
}
