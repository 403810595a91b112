using System.Runtime.InteropServices;

namespace LightThinker.Llama.Native;

/// <summary><c>llama_token_data_array</c> of llama.cpp v0.5.0: 32 bytes on 64-bit platforms. A plain value.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeTokenDataArray
{
    public NativeTokenData* Data;
    public nuint Count;

    /// <summary>Index into <see cref="Data"/>; −1 where none is selected.</summary>
    public long Selected;

    public byte Sorted;
}
