namespace LightThinker.Chat.Tools;

/// <summary>
/// The texts around the name and the arguments of calls, as a model was trained on them. Immutable and thread-safe.
/// </summary>
/// <param name="Before">Stands before the first call.</param>
/// <param name="BeforeName">Stands before each name.</param>
/// <param name="BeforeArguments">Stands between a name and its arguments.</param>
/// <param name="AfterArguments">Stands behind the arguments.</param>
/// <param name="Between">Stands between two calls; null where the model makes one at a time.</param>
/// <param name="After">Stands behind the last call.</param>
public sealed record ToolCallSyntax(
    string Before,
    string BeforeName,
    string BeforeArguments,
    string AfterArguments,
    string? Between,
    string After)
{
    /// <summary>By which an answer that may call tools begins to call one.</summary>
    public required IReadOnlyList<ToolCallOpening> Openings { get; init; }

    /// <summary>What the model may write between its reasoning and the first call.</summary>
    public IReadOnlyList<string> Leads { get; init; } = ["\n", "\n\n"];
}
