namespace LightThinker.Chat.Templates;

/// <summary>Three characters that occur in no text of a render. Immutable.</summary>
/// <param name="Break">Breaks control texts in content.</param>
/// <param name="Number">
/// Stands before a number that JavaScript's numbers cannot hold, which is therefore given as a text.
/// </param>
/// <param name="End">Stands behind the message that is to be continued.</param>
internal readonly record struct RenderMarks(char Break, char Number, char End)
{
    public const int Count = 3;
}
