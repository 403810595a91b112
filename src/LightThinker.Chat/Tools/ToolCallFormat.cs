namespace LightThinker.Chat.Tools;

/// <summary>How a model family writes tool calls. Immutable and thread-safe.</summary>
/// <param name="Name">By which settings choose it.</param>
/// <param name="Opens">Each begins a call; none is empty.</param>
/// <param name="Dropped">Delimiters that are no content wherever they stand outside a call.</param>
/// <param name="Syntax">How a grammar writes a call.</param>
public sealed record ToolCallFormat(
    string Name,
    IReadOnlyList<string> Opens,
    IReadOnlyList<string> Dropped,
    ToolCallSyntax Syntax)
{
    /// <summary>Whether a JSON object at the start of the answer, or behind a call, may be a call too.</summary>
    public bool AllowsBareObject { get; init; }

    /// <summary>Whether the calls may be the items of one JSON array behind the opening delimiter.</summary>
    public bool AllowsArray { get; init; }

    /// <summary>
    /// Reads the name from the text between the opening delimiter and the arguments' brace; null where that is no
    /// call. Null as a whole for formats whose name is inside a JSON object.
    /// </summary>
    public Func<string, string?>? ReadName { get; init; }
}
