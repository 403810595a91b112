namespace LightThinker.Server.Answers;

/// <summary>One whole call of a tool. Immutable.</summary>
/// <param name="Id">By which a tool's message answers it.</param>
/// <param name="Name">The function's name.</param>
/// <param name="Arguments">JSON, as the model wrote it.</param>
internal sealed record ToolCallAnswer(string Id, string Name, string Arguments)
{
    /// <param name="part">A tool call.</param>
    public ToolCallAnswer(ChoicePart part)
        : this(part.Call!.Id!, part.Call.Name!, part.Text)
    {
    }
}
