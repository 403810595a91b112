using System.Runtime.InteropServices;

namespace LightThinker.Llama.Native;

/// <summary><c>llama_token_data</c> of llama.cpp v0.5.0: 12 bytes. A plain value.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeTokenData
{
    public int Id;
    public float Logit;
    public float Probability;
}
