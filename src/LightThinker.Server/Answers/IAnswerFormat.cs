namespace LightThinker.Server.Answers;

/// <summary>One protocol's way to send the answer to one request. One per request; not thread-safe.</summary>
internal interface IAnswerFormat
{
    /// <summary>Starts a stream.</summary>
    /// <param name="events">Where its events go.</param>
    IAnswerWriter CreateWriter(ServerSentEvents events);

    /// <summary>Sends the whole answer at once.</summary>
    /// <param name="http">Nothing has been sent yet.</param>
    /// <param name="choices">By choice; all came to an end of their own.</param>
    Task WriteWholeAsync(HttpContext http, IReadOnlyList<ChoiceAnswer> choices);
}
