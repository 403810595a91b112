namespace LightThinker.Server.Hosting;

/// <summary>The server cannot start, and the operator can put it right: the message is one line that says how.</summary>
internal sealed class StartupException(string message, Exception? innerException = null)
    : Exception(message, innerException);
