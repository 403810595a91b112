using System.Runtime.InteropServices;
using LightThinker.Llama.Native;

namespace LightThinker.Llama.Loading;

/// <summary>Owns one <c>llama_model</c>. Thread-safe. Contexts and grammars made from it keep it alive.</summary>
internal sealed class ModelHandle : SafeHandle
{
    /// <param name="model">What <c>llama_model_load_from_file</c> returned; not 0.</param>
    public ModelHandle(nint model)
        : base(0, ownsHandle: true) => SetHandle(model);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeMethods.llama_model_free(handle);
        return true;
    }
}
