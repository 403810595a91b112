namespace LightThinker.Server.Hosting;

/// <summary>Logs how far a load is, in steps of ten percent. One thread.</summary>
internal sealed class LoadProgress(ILogger logger)
{
    private int _tens;

    /// <param name="share">What is done, 0 … 1.</param>
    public void Report(float share)
    {
        int tens = (int)(Math.Clamp(share, 0, 1) * 10);
        if (tens > _tens)
        {
            _tens = tens;
            HostLog.LoadProgress(logger, tens * 10);
        }
    }
}
