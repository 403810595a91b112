namespace LightThinker.Chat.Templates;

/// <summary>A chat template could not be compiled or gave no prompt; the message says why. Immutable.</summary>
public sealed class ChatTemplateException : Exception
{
    /// <param name="error">What kind of failure.</param>
    /// <param name="message">What happened; for <see cref="ChatTemplateError.Raised"/> the template's own message.</param>
    /// <param name="innerException">Where it came from.</param>
    public ChatTemplateException(ChatTemplateError error, string message, Exception? innerException = null)
        : base(message, innerException) => Error = error;

    /// <summary>What kind of failure it is.</summary>
    public ChatTemplateError Error { get; }
}
