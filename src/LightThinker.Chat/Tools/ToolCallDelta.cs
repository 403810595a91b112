namespace LightThinker.Chat.Tools;

/// <summary>One step of an answer that may call tools. Immutable.</summary>
/// <param name="Kind">What the text is.</param>
/// <param name="Index">Which call of the answer, from 0; −1 for content.</param>
/// <param name="Text">Never empty, except at a call's end.</param>
public readonly record struct ToolCallDelta(ToolCallDeltaKind Kind, int Index, string Text)
{
    /// <summary>The call's id, where it starts; else null.</summary>
    public string? Id { get; init; }

    /// <summary>At a call's end: the output ended inside the arguments, which are therefore no whole JSON.</summary>
    public bool IsTruncated { get; init; }
}
