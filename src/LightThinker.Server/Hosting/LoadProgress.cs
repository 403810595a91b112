namespace LightThinker.Server.Hosting;

/// <summary>Logs how far a load is, now and then. One thread.</summary>
internal sealed class LoadProgress(ILogger logger, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private long _last = time.GetTimestamp();

    /// <param name="share">What is done, 0 … 1.</param>
    public void Report(float share)
    {
        if (time.GetElapsedTime(_last) < Interval)
        {
            return;
        }

        _last = time.GetTimestamp();
        HostLog.LoadProgress(logger, (int)(Math.Clamp(share, 0, 1) * 100));
    }
}
