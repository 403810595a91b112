namespace LightThinker.Chat.Tools;

/// <summary>How a model family writes tool calls. Immutable and thread-safe.</summary>
/// <param name="Name">By which settings choose it.</param>
/// <param name="Openers">Each begins a call; none is empty. No delimiter is the beginning of another.</param>
/// <param name="Closers">Delimiters that are no content right behind a call; elsewhere they are.</param>
/// <param name="VisibleTokens">
/// Texts that are control tokens in most vocabularies with this format. The engine writes no text for a control token;
/// for these it must, or the parser cannot see the calls. Those that are no control tokens need nothing.
/// </param>
/// <param name="Syntax">How a grammar writes a call.</param>
public sealed record ToolCallFormat(
    string Name,
    IReadOnlyList<string> Openers,
    IReadOnlyList<string> Closers,
    IReadOnlyList<string> VisibleTokens,
    ToolCallSyntax Syntax)
{
    /// <summary>Delimiters that may stand before an opener and are content where none follows.</summary>
    public IReadOnlyList<string> Prefixes { get; init; } = [];

    /// <summary>Delimiters that are no content anywhere, because the model puts them around content too.</summary>
    public IReadOnlyList<string> Wrappers { get; init; } = [];

    /// <summary>
    /// Whether a JSON object at the start of the answer, or behind a call, may be a call without an opener.
    /// </summary>
    public bool AllowsBareObject { get; init; }

    /// <summary>Whether the calls may be the items of one JSON array behind the opener.</summary>
    public bool AllowsArray { get; init; }

    /// <summary>What stands before the arguments' brace; null for formats whose name is inside a JSON object.</summary>
    public CallHeader? Header { get; init; }
}
