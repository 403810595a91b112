using System.Text;
using LightThinker.Engine.Sequences;

namespace LightThinker.Server.Answers;

/// <summary>Puts the pieces of one choice together. Not thread-safe.</summary>
internal sealed class ChoiceCollector
{
    private readonly StringBuilder _content = new();
    private readonly StringBuilder _reasoning = new();
    private readonly List<WrittenToken> _prompt = [];
    private readonly List<WrittenToken> _tokens = [];
    private readonly List<(ToolCallPiece First, StringBuilder Arguments)> _calls = [];

    public void Append(AnswerDelta delta)
    {
        (delta.Part == AnswerPart.Prompt ? _prompt : _tokens).AddRange(delta.Tokens);
        switch (delta.Part)
        {
            case AnswerPart.Prompt:
                break;
            case AnswerPart.Reasoning:
                _reasoning.Append(delta.Text);
                break;
            case AnswerPart.Content:
                _content.Append(delta.Text);
                break;
            default:
                Append(delta.Call!, delta.Text);
                break;
        }
    }

    public ChoiceAnswer Create(ChoiceEnd end) => new(
        _content.ToString(),
        _reasoning.ToString(),
        [.. _calls.Select(static call => new ToolCallAnswer(call.First.Id!, call.First.Name!, call.Arguments.ToString()))],
        _tokens,
        end)
    {
        PromptTokens = _prompt,
    };

    private void Append(ToolCallPiece call, string arguments)
    {
        if (call.Id is not null)
        {
            _calls.Add((call, new StringBuilder()));
        }

        _calls[call.Index].Arguments.Append(arguments);
    }
}
