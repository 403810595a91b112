using System.Runtime.InteropServices;

namespace LightThinker.Llama.Native;

/// <summary><c>llama_model_params</c> of llama.cpp v0.5.0: 80 bytes on 64-bit platforms. A plain value.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeModelParams
{
    public nint Devices;
    public nint TensorBufferOverrides;

    /// <summary>Layers on the GPU; negative means all.</summary>
    public int GpuLayers;

    public int SplitMode;

    /// <summary>−1 automatic, 0 read, 1 memory map.</summary>
    public int LoadMode;

    public int LazyMode;
    public int MainGpu;
    public nint TensorSplit;

    /// <summary>Called with 0 … 1; returning 0 ends the load.</summary>
    public delegate* unmanaged<float, void*, byte> ProgressCallback;

    public void* ProgressState;
    public nint Overrides;
    public byte VocabularyOnly;
    public byte CheckTensors;
    public byte UseExtraBuffers;
    public byte NoHost;
    public byte NoAllocation;
    public byte LoadMtp;
}
