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

    // Tokens whose text is held back.
    private readonly List<WrittenToken> _reasoningTokens = [];
    private readonly List<WrittenToken> _answerTokens = [];

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
        foreach (WrittenToken token in text.Tokens)
        {
            (token.Phase == Phase.Reasoning ? _reasoningTokens : _answerTokens).Add(token);
        }

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

        AddLeftTokens(AnswerPart.Reasoning, _reasoningTokens, deltas);
        AddLeftTokens(AnswerPart.Content, _answerTokens, deltas);
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
            deltas.Add(new AnswerDelta(_choice, AnswerPart.Reasoning, delta.Text) { Tokens = Take(_reasoningTokens) });
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

    private AnswerDelta Content(string text) => new(_choice, AnswerPart.Content, text) { Tokens = Take(_answerTokens) };

    private AnswerDelta Call(string arguments, ToolCallPiece call) =>
        new(_choice, AnswerPart.ToolCall, arguments) { Call = call, Tokens = Take(_answerTokens) };

    private void AddLeftTokens(AnswerPart part, List<WrittenToken> tokens, List<AnswerDelta> deltas)
    {
        if (tokens.Count > 0)
        {
            deltas.Add(new AnswerDelta(_choice, part, "") { Tokens = Take(tokens) });
        }
    }

    private static WrittenToken[] Take(List<WrittenToken> tokens)
    {
        WrittenToken[] taken = [.. tokens];
        tokens.Clear();
        return taken;
    }
}
