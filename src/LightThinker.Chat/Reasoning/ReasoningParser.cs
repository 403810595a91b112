namespace LightThinker.Chat.Reasoning;

/// <summary>
/// Gives a stream of reasoning and answer pieces the whitespace that clients expect: none around the reasoning, none
/// between it and the answer, all other whitespace as it is. However the same output is cut into pieces, the deltas
/// join to the same two texts. One per request; not thread-safe.
/// </summary>
/// <param name="startsInReasoning">
/// Whether the prompt has opened the reasoning, so that the answer follows a reasoning section even if that stays empty.
/// </param>
public sealed class ReasoningParser(bool startsInReasoning = false)
{
    // Whitespace that is shown only if text follows it.
    private string _heldReasoning = "";
    private string _heldAnswer = "";

    private bool _reasoningBegun = startsInReasoning;
    private bool _reasoningShown;
    private bool _answerShown;

    /// <summary>Takes the next piece of output, delimiters removed.</summary>
    public ReasoningDelta Push(ReasoningSection section, string text) =>
        new(section, section == ReasoningSection.Reasoning ? PushReasoning(text) : PushAnswer(text));

    /// <summary>Ends the output: gives what was held back and turned out to belong to the answer.</summary>
    public ReasoningDelta Complete()
    {
        var rest = _heldAnswer;
        (_heldAnswer, _heldReasoning) = ("", "");
        return new ReasoningDelta(ReasoningSection.Answer, rest);
    }

    private string PushReasoning(string text)
    {
        _reasoningBegun = true;
        _heldAnswer = "";

        var inner = text.AsSpan().TrimEnd();
        if (inner.IsEmpty)
        {
            _heldReasoning = _reasoningShown ? _heldReasoning + text : "";
            return "";
        }

        var held = text[inner.Length..];
        if (!_reasoningShown)
        {
            inner = inner.TrimStart();
        }

        var shown = inner.Length == text.Length && _heldReasoning.Length == 0
            ? text
            : string.Concat(_heldReasoning, inner);
        (_reasoningShown, _heldReasoning) = (true, held);
        return shown;
    }

    private string PushAnswer(string text)
    {
        if (_answerShown)
        {
            return text;
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            // Not the answer's own yet: a model may write a line break before it opens its reasoning.
            _heldAnswer = _reasoningBegun ? "" : _heldAnswer + text;
            return "";
        }

        _answerShown = true;
        var shown = _reasoningBegun ? text.TrimStart() : _heldAnswer + text;
        _heldAnswer = "";
        return shown;
    }
}
