namespace LightThinker.Server.Answers;

/// <summary>Where a piece of an answer belongs.</summary>
internal enum AnswerPart
{
    /// <summary>The prompt, whose tokens are reported: no text.</summary>
    Prompt,

    /// <summary>What the model thinks.</summary>
    Reasoning,

    /// <summary>What it says to the user.</summary>
    Content,

    /// <summary>A tool that it calls.</summary>
    ToolCall,
}
