using System.Text;
using LightThinker.Engine.Sequences;

namespace LightThinker.Server.Answers;

/// <summary>Puts the pieces of one choice together. Not thread-safe.</summary>
internal sealed class ChoiceCollector
{
    private readonly List<ChoicePart> _parts = [];
    private readonly List<WrittenToken> _prompt = [];
    private readonly List<WrittenToken> _tokens = [];

    // The part that is being written.
    private readonly StringBuilder _text = new();
    private readonly List<WrittenToken> _own = [];
    private AnswerDelta? _first;

    public void Append(AnswerDelta delta)
    {
        if (delta.Part == AnswerPart.Prompt)
        {
            _prompt.AddRange(delta.Tokens);
            return;
        }

        _tokens.AddRange(delta.Tokens);
        if (_first is not { } first || !delta.Continues(first))
        {
            EndPart();
            _first = delta;
        }

        _text.Append(delta.Text);
        _own.AddRange(delta.Tokens);
    }

    /// <summary>The whole choice; nothing may be appended after.</summary>
    public ChoiceAnswer Create(ChoiceEnd end)
    {
        EndPart();
        return new ChoiceAnswer(_parts, _tokens, end) { PromptTokens = _prompt };
    }

    private void EndPart()
    {
        // Of tokens alone there is nothing to show.
        if (_first is { } first && (_text.Length > 0 || first.Call is not null))
        {
            _parts.Add(new ChoicePart(first.Part, _text.ToString()) { Call = first.Call, Tokens = [.. _own] });
        }

        _text.Clear();
        _own.Clear();
    }
}
