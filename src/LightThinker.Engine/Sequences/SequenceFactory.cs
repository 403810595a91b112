using LightThinker.Engine.Cache;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Grammars;

namespace LightThinker.Engine.Sequences;

/// <summary>What all sequences of one engine have in common. Engine thread only, but for the grammars' preparation.</summary>
internal sealed class SequenceFactory(IVocabulary vocabulary, int maxPositions, TimeProvider time)
{
    public IVocabulary Vocabulary => vocabulary;

    /// <summary>Most positions a sequence may use.</summary>
    public int MaxPositions => maxPositions;

    public TimeProvider Time => time;

    public GrammarMatchers Grammars { get; } = new(vocabulary);

    /// <summary>Tokens whose sampling ends a generation.</summary>
    public IReadOnlyList<Token> Ends { get; } =
        [.. Enumerable.Range(0, vocabulary.Count).Select(id => new Token(id)).Where(vocabulary.IsEndOfGeneration)];

    /// <summary>What a request's answer must match; null where it is free.</summary>
    public AnswerConstraint? CreateConstraint(GenerationRequest request) => request.Constraint is { } constraint
        ? new AnswerConstraint(
            constraint,
            Grammars,
            from marker in request.PhaseMarkers
            let token = vocabulary.Find(marker.Text)
            where token is not null
            select (token.Value, marker.Next))
        : null;

    /// <summary>Starts one choice of a request.</summary>
    /// <param name="generation">The request and its events.</param>
    /// <param name="choice">Which of the request's choices.</param>
    /// <param name="slot">Where its cells are.</param>
    /// <param name="prompt">The prompt's cells.</param>
    /// <param name="promptSource">The choice that computes the prompt for this one too; null where it does so itself.</param>
    /// <param name="promisedCells">Most cells it may hold, those of the prompt included.</param>
    public Sequence Create(
        Generation generation,
        int choice,
        SequenceSlot slot,
        PromptCells prompt,
        Sequence? promptSource,
        int promisedCells) => new(this, generation, choice, slot, prompt, promptSource, promisedCells);
}
