using System.Runtime.InteropServices;
using LightThinker.Engine.Decoding;
using LightThinker.Llama.Loading;
using LightThinker.Llama.Native;

namespace LightThinker.Llama.Decoding;

/// <summary>
/// Owns one <c>llama_context</c> and keeps its model and thread pools alive. Releasing is thread-safe; use is for one
/// thread at a time.
/// </summary>
internal sealed class ContextHandle : SafeHandle
{
    private readonly SafeHandle[] _parents;

    private ContextHandle(nint context, params SafeHandle[] parents)
        : base(0, ownsHandle: true)
    {
        foreach (SafeHandle parent in parents)
        {
            bool held = false;
            parent.DangerousAddRef(ref held);
        }

        _parents = parents;
        SetHandle(context);
    }

    public override bool IsInvalid => handle == 0;

    /// <param name="model">Kept until the context is released.</param>
    /// <param name="parameters">The context's.</param>
    /// <param name="generation">Threads for one row at a time, kept likewise.</param>
    /// <param name="batch">Threads for several rows at a time, possibly the same; kept likewise.</param>
    /// <exception cref="DecoderException">llama.cpp refused, mostly for lack of memory.</exception>
    public static ContextHandle Create(
        ModelHandle model, NativeContextParams parameters, ThreadPoolHandle generation, ThreadPoolHandle batch)
    {
        _ = NativeLog.TakeProblems();
        nint context = NativeMethods.llama_init_from_model(model, parameters);
        if (context == 0)
        {
            throw new DecoderException(NativeLog.WithProblems(
                $"No context with {parameters.ContextSize} cells and {parameters.MaxSequences} sequences could be made."));
        }

        var created = new ContextHandle(context, model, generation, batch);
        NativeMethods.llama_attach_threadpool(created, generation, batch);
        return created;
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.llama_free(handle);
        foreach (SafeHandle parent in _parents)
        {
            parent.DangerousRelease();
        }

        return true;
    }
}
