using LightThinker.Engine.Sequences;

namespace LightThinker.Server.Answers;

/// <summary>One whole choice. Immutable.</summary>
/// <param name="Parts">What it consists of, in the order in which it was written.</param>
/// <param name="Tokens">The tokens it sampled, where the request asked for them; else empty.</param>
/// <param name="End">How it ended.</param>
internal sealed record ChoiceAnswer(
    IReadOnlyList<ChoicePart> Parts,
    IReadOnlyList<WrittenToken> Tokens,
    ChoiceEnd End)
{
    /// <summary>What the model says; may be empty.</summary>
    public string Content { get; } = Join(Parts, AnswerPart.Content);

    /// <summary>What it thought; empty where it did not.</summary>
    public string Reasoning { get; } = Join(Parts, AnswerPart.Reasoning);

    /// <summary>The tools it calls, in order.</summary>
    public IReadOnlyList<ToolCallAnswer> ToolCalls { get; } =
        [.. Parts.Where(static part => part.Call is not null).Select(static part => new ToolCallAnswer(part))];

    /// <summary>
    /// The prompt's tokens from the second on, where the request asked for them; of the choices that share a prompt, only the
    /// first has them.
    /// </summary>
    public IReadOnlyList<WrittenToken> PromptTokens { get; init; } = [];

    private static string Join(IReadOnlyList<ChoicePart> parts, AnswerPart kind) =>
        string.Concat(parts.Where(part => part.Kind == kind).Select(static part => part.Text));
}
