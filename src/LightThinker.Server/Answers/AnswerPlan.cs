using LightThinker.Chat.Tools;
using LightThinker.Engine.Sequences;

namespace LightThinker.Server.Answers;

/// <summary>A validated request: what the engine does, and how the answer is sent. Immutable.</summary>
/// <param name="Requests">At least one; their choices are numbered through.</param>
/// <param name="Streams">Whether the answer is a stream.</param>
/// <param name="Format">How it is sent.</param>
internal sealed record AnswerPlan(IReadOnlyList<GenerationRequest> Requests, bool Streams, IAnswerFormat Format)
{
    /// <summary>Whether the text is sent as the model writes it, reasoning and all.</summary>
    public bool IsRaw { get; init; }

    /// <summary>Makes what finds the tool calls in one choice; null where no tools may be called.</summary>
    public Func<ToolCallParser>? CreateToolParser { get; init; }
}
