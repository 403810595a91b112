using LightThinker.Chat.Reasoning;
using LightThinker.Engine.Phases;
using LightThinker.Engine.Sequences;

namespace LightThinker.Server.Responses;

/// <summary>Turns the engine's text events into what clients see. One per request; not thread-safe.</summary>
internal sealed class AnswerText(Phase start)
{
    private readonly ReasoningParser _parser = new(start == Phase.Reasoning);

    /// <summary>Takes a text event.</summary>
    /// <returns>New text, possibly none.</returns>
    public ReasoningDelta Push(GenerationEvent text) => _parser.Push(
        text.Phase == Phase.Reasoning ? ReasoningSection.Reasoning : ReasoningSection.Answer,
        text.Text!);

    /// <summary>Ends the text.</summary>
    /// <returns>What was held back.</returns>
    public ReasoningDelta Complete() => _parser.Complete();
}
