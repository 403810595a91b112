using System.Runtime.InteropServices;

namespace LightThinker.Llama.Loading;

/// <summary>Receives llama.cpp's progress calls of one load, on the loading thread.</summary>
/// <param name="progress">Told 0 … 1; null where nobody asks.</param>
/// <param name="cancellation">Ends the load at the next call.</param>
internal sealed unsafe class LoadProgress(IProgress<float>? progress, CancellationToken cancellation)
{
    /// <summary>What a listener threw; the load ends then.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>The callback for <c>llama_model_params</c>; its state is a <see cref="GCHandle"/> to this object.</summary>
    [UnmanagedCallersOnly]
    public static byte OnProgress(float share, void* state)
    {
        var self = (LoadProgress)GCHandle.FromIntPtr((nint)state).Target!;
        return self.Report(share) ? (byte)1 : (byte)0;
    }

    private bool Report(float share)
    {
#pragma warning disable CA1031 // An exception must not unwind through native frames; the loader rethrows it.
        try
        {
            progress?.Report(share);
        }
        catch (Exception error)
        {
            Failure = error;
        }
#pragma warning restore CA1031
        return Failure is null && !cancellation.IsCancellationRequested;
    }
}
