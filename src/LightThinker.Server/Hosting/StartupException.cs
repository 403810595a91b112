namespace LightThinker.Server.Hosting;

/// <summary>
/// The server cannot start, and the operator can put it right: the message is one line that says how, whatever line
/// breaks its sources had.
/// </summary>
internal sealed class StartupException(string message, Exception? innerException = null)
    : Exception(InOneLine(message), innerException)
{
    private const StringSplitOptions Options = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    private static string InOneLine(string message) => string.Join(' ', message.Split('\n', Options));
}
