using LightThinker.Chat.Reasoning;
using LightThinker.Engine.Phases;
using LightThinker.Engine.Sequences;

namespace LightThinker.Server.Answers;

/// <summary>Turns the engine's text events of one choice into what clients see. Not thread-safe.</summary>
internal sealed class AnswerText(int choice, Phase start)
{
    private readonly ReasoningParser _parser = new(start == Phase.Reasoning);

    /// <summary>Takes a text event.</summary>
    /// <returns>New pieces, possibly none.</returns>
    public IEnumerable<AnswerDelta> Push(GenerationEvent text) => Show(_parser.Push(
        text.Phase == Phase.Reasoning ? ReasoningSection.Reasoning : ReasoningSection.Answer,
        text.Text!));

    /// <summary>Ends the text.</summary>
    /// <returns>What was held back.</returns>
    public IEnumerable<AnswerDelta> Complete() => Show(_parser.Complete());

    private IEnumerable<AnswerDelta> Show(ReasoningDelta delta) => delta.Text.Length == 0
        ? []
        : [new AnswerDelta(
            choice,
            delta.Section == ReasoningSection.Reasoning ? AnswerPart.Reasoning : AnswerPart.Content,
            delta.Text)];
}
