using LightThinker.Engine.Sequences;

namespace LightThinker.Server.Answers;

/// <summary>A stretch of one whole choice that is of one kind. Immutable.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text; of a tool call, the arguments. Not empty, unless it is a call's.</param>
internal sealed record ChoicePart(AnswerPart Kind, string Text)
{
    /// <summary>The call's first piece; null unless it is a tool call.</summary>
    public ToolCallPiece? Call { get; init; }

    /// <summary>The tokens sampled for it, where the request asked for them; else empty.</summary>
    public IReadOnlyList<WrittenToken> Tokens { get; init; } = [];
}
