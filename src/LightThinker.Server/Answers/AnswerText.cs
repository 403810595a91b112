using LightThinker.Chat.Reasoning;
using LightThinker.Chat.Tools;
using LightThinker.Engine.Phases;
using LightThinker.Engine.Sequences;

namespace LightThinker.Server.Answers;

/// <summary>Turns the engine's text events of one choice into what clients see. Not thread-safe.</summary>
internal sealed class AnswerText
{
    private readonly int _choice;
    private readonly ReasoningParser _reasoning;
    private readonly ToolCallParser? _calls;

    // Those sampled since the last piece.
    private readonly List<WrittenToken> _tokens = [];

    /// <param name="choice">Which of the answer's choices, from 0.</param>
    /// <param name="start">The phase that the prompt leaves the model in.</param>
    /// <param name="calls">Finds tool calls in the answer; null where there are no tools.</param>
    public AnswerText(int choice, Phase start, ToolCallParser? calls)
    {
        _choice = choice;
        _reasoning = new ReasoningParser(start == Phase.Reasoning);
        _calls = calls;
    }

    /// <summary>Whether at least one tool was called so far.</summary>
    public bool CalledTools => _calls is { Calls: > 0 };

    /// <summary>Takes a text event.</summary>
    /// <returns>New pieces, possibly none.</returns>
    public IReadOnlyList<AnswerDelta> Push(GenerationEvent text)
    {
        _tokens.AddRange(text.Tokens);
        return Show(_reasoning.Push(
            text.Phase == Phase.Reasoning ? ReasoningSection.Reasoning : ReasoningSection.Answer,
            text.Text!));
    }

    /// <summary>Ends the text.</summary>
    /// <returns>What was held back.</returns>
    public IReadOnlyList<AnswerDelta> Complete()
    {
        var deltas = new List<AnswerDelta>(Show(_reasoning.Complete()));
        foreach (ToolCallDelta delta in _calls?.Complete() ?? [])
        {
            Add(delta, deltas);
        }

        if (_tokens.Count > 0)
        {
            deltas.Add(Content(""));
        }

        return deltas;
    }

    private List<AnswerDelta> Show(ReasoningDelta delta)
    {
        var deltas = new List<AnswerDelta>();
        if (delta.Text.Length == 0)
        {
            return deltas;
        }

        if (delta.Section == ReasoningSection.Reasoning)
        {
            deltas.Add(new AnswerDelta(_choice, AnswerPart.Reasoning, delta.Text) { Tokens = TakeTokens() });
        }
        else if (_calls is null)
        {
            deltas.Add(Content(delta.Text));
        }
        else
        {
            foreach (ToolCallDelta piece in _calls.Push(delta.Text))
            {
                Add(piece, deltas);
            }
        }

        return deltas;
    }

    private void Add(ToolCallDelta delta, List<AnswerDelta> deltas)
    {
        switch (delta.Kind)
        {
            case ToolCallDeltaKind.Content:
                deltas.Add(Content(delta.Text));
                break;
            case ToolCallDeltaKind.CallStart:
                deltas.Add(Call("", new ToolCallPiece(delta.Index, delta.Id, delta.Text)));
                break;
            case ToolCallDeltaKind.Arguments:
                deltas.Add(Call(delta.Text, new ToolCallPiece(delta.Index)));
                break;
        }
    }

    private AnswerDelta Content(string text) => new(_choice, AnswerPart.Content, text) { Tokens = TakeTokens() };

    private AnswerDelta Call(string arguments, ToolCallPiece call) =>
        new(_choice, AnswerPart.ToolCall, arguments) { Call = call, Tokens = TakeTokens() };

    private WrittenToken[] TakeTokens()
    {
        WrittenToken[] taken = [.. _tokens];
        _tokens.Clear();
        return taken;
    }
}
