namespace LightThinker.Chat.Tools;

/// <summary>What a piece of a model's answer is.</summary>
public enum ToolCallDeltaKind
{
    /// <summary>Text meant for the user.</summary>
    Content,

    /// <summary>A call begins; the text is the function's name.</summary>
    CallStart,

    /// <summary>The next piece of the call's arguments, exactly as the model wrote them.</summary>
    Arguments,

    /// <summary>The call is over; no text.</summary>
    CallEnd,
}
