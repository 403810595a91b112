using LightThinker.Engine.Sequences;

namespace LightThinker.Server.Answers;

/// <summary>The next piece of one choice, as every protocol understands it. Immutable.</summary>
/// <param name="Choice">Which of the answer's choices, from 0.</param>
/// <param name="Part">Where the text belongs.</param>
/// <param name="Text">New text; of a tool call, of its arguments. Empty in a call's first piece, and beside tokens.</param>
internal readonly record struct AnswerDelta(int Choice, AnswerPart Part, string Text)
{
    /// <summary>Which call it belongs to; null unless the part is a tool call.</summary>
    public ToolCallPiece? Call { get; init; }

    /// <summary>Tokens sampled since the last piece, of whatever part, where the request asked for them; else empty.</summary>
    public IReadOnlyList<WrittenToken> Tokens { get; init; } = [];

    /// <summary>Whether it goes on with the part that another piece began; tokens alone begin none.</summary>
    public bool Continues(AnswerDelta first) =>
        (Part == first.Part && Call?.Index == first.Call?.Index) || (Text.Length == 0 && Call is null);
}
