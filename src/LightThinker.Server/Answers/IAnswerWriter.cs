using LightThinker.Server.Errors;

namespace LightThinker.Server.Answers;

/// <summary>One protocol's way to stream one answer. One per stream; not thread-safe.</summary>
internal interface IAnswerWriter
{
    /// <summary>The request has left the queue.</summary>
    void WriteStart();

    /// <summary>There is new text.</summary>
    void Write(AnswerDelta delta);

    /// <summary>A choice came to an end of its own.</summary>
    void WriteFinish(ChoiceEnd end);

    /// <summary>All choices have; the last call.</summary>
    /// <param name="ends">By choice.</param>
    void WriteEnd(IReadOnlyList<ChoiceEnd> ends);

    /// <summary>The answer breaks off; the last call. No client may take it for a whole one.</summary>
    void WriteError(ApiError error);
}
