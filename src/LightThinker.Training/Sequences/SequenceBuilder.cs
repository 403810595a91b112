using LightThinker.Training.Data;
using LightThinker.Training.Tokenization;

namespace LightThinker.Training.Sequences;

/// <summary>
/// Lays an example out as tokens, in one of the two formats that one model learns: with compression, or plain. Thread-safe.
/// </summary>
/// <param name="tokenizer">The model's.</param>
/// <param name="cacheTokens">Cache tokens per compression, the method's k.</param>
/// <param name="compressed">The format with compression.</param>
internal sealed class SequenceBuilder(TextTokenizer tokenizer, int cacheTokens, IReasoningFormat compressed)
{
    private static readonly PlainFormat Plain = new();

    private readonly int[] _cache =
        [.. Enumerable.Range(0, cacheTokens).Select(i => tokenizer.Vocabulary.Special(SpecialTokens.Cache(i)))];

    public TokenSequence Build(Example example, bool isCompressed)
    {
        var layout = new SequenceLayout();
        AddPrompt(layout, example);
        IReasoningFormat format = isCompressed ? compressed : Plain;
        format.Add(ToReasoning(example), layout);
        layout.Permanent([Special(SpecialTokens.ThoughtEnd), Special(SpecialTokens.SolutionStart)], isLabel: true);
        layout.Permanent(tokenizer.Encode(example.Response), isLabel: true);
        layout.Permanent([Special(SpecialTokens.SolutionEnd), Special(SpecialTokens.MessageEnd)], isLabel: true);
        return layout.ToSequence();
    }

    /// <summary>The prompt alone, as the chat template of the exported file renders it.</summary>
    public IReadOnlyList<int> Prompt(Example example)
    {
        var layout = new SequenceLayout();
        AddPrompt(layout, example);
        return layout.ToSequence().Tokens;
    }

    private Reasoning ToReasoning(Example example) => new()
    {
        Opening = Special(SpecialTokens.ThoughtStart),
        Thoughts = [.. example.Thoughts.Select(tokenizer.Encode)],
        Split = Special(SpecialTokens.Split),
        Cache = _cache,
        Resume = Special(SpecialTokens.Resume),
    };

    private void AddPrompt(SequenceLayout layout, Example example)
    {
        foreach (var message in example.Messages)
        {
            AddHeader(layout, message.Role);
            AddContent(layout, message);
            layout.Permanent([Special(SpecialTokens.MessageEnd)], isLabel: false);
            layout.Permanent(tokenizer.Encode("\n"), isLabel: false);
        }

        AddHeader(layout, "assistant");
        layout.StartSpan();
    }

    private void AddHeader(SequenceLayout layout, string role)
    {
        layout.Permanent([Special(SpecialTokens.MessageStart)], isLabel: false);
        layout.Permanent(tokenizer.Encode($"{role}\n"), isLabel: false);
    }

    private void AddContent(SequenceLayout layout, ChatMessage message) =>
        layout.Permanent(tokenizer.Encode(message.Content), isLabel: false);

    private int Special(string name) => tokenizer.Vocabulary.Special(name);
}
