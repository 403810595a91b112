namespace LightThinker.Server.Hosting;

/// <summary>What the host tells the log.</summary>
internal static partial class HostLog
{
    [LoggerMessage(LogLevel.Information, "Loading {Path}")]
    public static partial void Loading(ILogger logger, string path);

    [LoggerMessage(LogLevel.Information, "Loading: {Percent} %")]
    public static partial void LoadProgress(ILogger logger, int percent);

    [LoggerMessage(LogLevel.Information, "llama.cpp {Version} on {Devices}")]
    public static partial void RuntimeOpened(ILogger logger, string version, string devices);

    [LoggerMessage(Message = "llama.cpp: {Text}")]
    public static partial void Native(ILogger logger, LogLevel level, string text);

    [LoggerMessage(
        LogLevel.Information,
        "Loaded {Name} ({Architecture}, {ParameterCount} weights, {TrainedContext} positions); {CellCount} KV cells")]
    public static partial void Loaded(
        ILogger logger,
        string name,
        string architecture,
        long parameterCount,
        int trainedContext,
        int cellCount);

    [LoggerMessage(
        LogLevel.Information,
        "Ready after {Milliseconds} ms: serving {Id} with compression {Method} (offered: {Methods})")]
    public static partial void Ready(ILogger logger, long milliseconds, string id, string method, string methods);

    [LoggerMessage(LogLevel.Warning, "The model's file sets {Setting}, which is out of range and ignored")]
    public static partial void SamplingKeyIgnored(ILogger logger, string setting);

    [LoggerMessage(LogLevel.Information, "Stopping: up to {Seconds} s for {Count} running requests")]
    public static partial void Draining(ILogger logger, double seconds, int count);

    [LoggerMessage(LogLevel.Warning, "{Count} requests had not finished in time and are cancelled")]
    public static partial void DrainTimedOut(ILogger logger, int count);

    [LoggerMessage(LogLevel.Critical, "{Reason}")]
    public static partial void CannotStart(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Critical, "The engine broke; the process ends")]
    public static partial void EngineBroke(ILogger logger, Exception exception);
}
