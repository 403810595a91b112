namespace LightThinker.Server.Responses;

/// <summary>What the Responses API tells the log.</summary>
internal static partial class ResponseLog
{
    [LoggerMessage(LogLevel.Error, "The response {Id} could not be stored; its client got it, marked as not stored")]
    public static partial void NotStored(ILogger logger, Exception exception, string id);
}
