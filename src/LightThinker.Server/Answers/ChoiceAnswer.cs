using LightThinker.Engine.Sequences;

namespace LightThinker.Server.Answers;

/// <summary>One whole choice. Immutable.</summary>
/// <param name="Content">What the model says; may be empty.</param>
/// <param name="Reasoning">What it thought; empty where it did not.</param>
/// <param name="ToolCalls">The tools it calls, in order.</param>
/// <param name="Tokens">The tokens it sampled, where the request asked for them; else empty.</param>
/// <param name="End">How it ended.</param>
internal sealed record ChoiceAnswer(
    string Content,
    string Reasoning,
    IReadOnlyList<ToolCallAnswer> ToolCalls,
    IReadOnlyList<WrittenToken> Tokens,
    ChoiceEnd End)
{
    /// <summary>
    /// The prompt's tokens from the second on, where the request asked for them; of the choices that share a prompt, only the
    /// first has them.
    /// </summary>
    public IReadOnlyList<WrittenToken> PromptTokens { get; init; } = [];
}
