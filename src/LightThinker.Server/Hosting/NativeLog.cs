using LightThinker.Llama;
using Serilog.Events;

namespace LightThinker.Server.Hosting;

/// <summary>
/// Places llama.cpp's log lines among the server's own. Stateless. Its lines are for who looks into the runtime: what it
/// calls information is <c>Debug</c> here, and its errors, whose text is in the exception that is logged too, are warnings.
/// </summary>
internal static class NativeLog
{
    /// <summary>The level at which a line is logged.</summary>
    public static LogLevel LevelOf(LlamaLogLevel level) => level switch
    {
        LlamaLogLevel.Debug => LogLevel.Trace,
        LlamaLogLevel.Information => LogLevel.Debug,
        _ => LogLevel.Warning,
    };

    /// <summary>The least level that llama.cpp has to pass on for everything of interest to be logged.</summary>
    /// <param name="level">Least severe level that the server logs.</param>
    public static LlamaLogLevel MinimumFor(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => LlamaLogLevel.Debug,
        LogEventLevel.Debug => LlamaLogLevel.Information,
        LogEventLevel.Information or LogEventLevel.Warning => LlamaLogLevel.Warning,
        _ => LlamaLogLevel.None,
    };
}
