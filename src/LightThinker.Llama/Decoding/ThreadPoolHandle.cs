using System.Runtime.InteropServices;
using LightThinker.Engine.Decoding;
using LightThinker.Llama.Native;

namespace LightThinker.Llama.Decoding;

/// <summary>
/// Owns one <c>ggml_threadpool</c>. Thread-safe. Without a pool, ggml would start and end its threads at every step.
/// </summary>
internal sealed unsafe class ThreadPoolHandle : SafeHandle
{
    private ThreadPoolHandle(nint pool)
        : base(0, ownsHandle: true) => SetHandle(pool);

    public override bool IsInvalid => handle == 0;

    /// <param name="threads">1 … 512, the calling thread counted.</param>
    /// <exception cref="DecoderException">The CPU backend has no thread pools, or could not start one.</exception>
    public static ThreadPoolHandle Start(int threads)
    {
        NativeThreadPoolParams parameters = default;
        NativeMethods.ggml_threadpool_params_init(&parameters, threads);
        var start = (delegate* unmanaged<NativeThreadPoolParams*, nint>)Find("ggml_threadpool_new"u8);
        var pool = new ThreadPoolHandle(start(&parameters));
        return pool.IsInvalid ? throw new DecoderException($"ggml could not start {threads} threads.") : pool;
    }

    protected override bool ReleaseHandle()
    {
        var free = (delegate* unmanaged<nint, void>)Find("ggml_threadpool_free"u8);
        free(handle);
        return true;
    }

    private static void* Find(ReadOnlySpan<byte> name)
    {
        nint backend = NativeMethods.ggml_backend_dev_backend_reg(NativeMethods.ggml_backend_dev_by_type(0));
        fixed (byte* start = name)
        {
            void* function = NativeMethods.ggml_backend_reg_get_proc_address(backend, start);
            return function is not null ? function : throw new DecoderException("The CPU backend has no thread pools.");
        }
    }
}
