using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LightThinker.Llama.Native;

/// <summary><c>ggml_threadpool_params</c> of llama.cpp v0.5.0: 528 bytes. A plain value.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeThreadPoolParams
{
    /// <summary>Cores the threads may use; all zero leaves that to the process's affinity.</summary>
    public CoreMask Cores;

    public int Threads;
    public int Priority;

    /// <summary>How long idle threads spin before they sleep; 0 … 100.</summary>
    public uint Poll;

    public byte StrictCores;
    public byte Paused;

    /// <summary>One byte per core. A plain value.</summary>
    [InlineArray(512)]
    internal struct CoreMask
    {
        private byte _first;
    }
}
