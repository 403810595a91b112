using LightThinker.Engine.Decoding;
using LightThinker.TestKit.Models;

namespace LightThinker.TestKit.Reference;

/// <summary>
/// How one model's reasoning is compressed (arXiv 2502.15589, section 3), apart from any engine. Immutable.
/// </summary>
public sealed record LightThinkerScheme
{
    /// <summary>Ends a thought at thought level.</summary>
    public required Token Split { get; init; }

    /// <summary><c>c_0 … c_{k-1}</c>, forced after each thought.</summary>
    public required IReadOnlyList<Token> CacheTokens { get; init; }

    /// <summary>Forced after the cache tokens; the first token that no longer sees the thought.</summary>
    public required Token Resume { get; init; }

    /// <summary>Opens the reasoning.</summary>
    public required Token OpeningDelimiter { get; init; }

    /// <summary>Ends the reasoning.</summary>
    public required Token ClosingDelimiter { get; init; }

    /// <summary>Whether the opening delimiter is part of the first thought.</summary>
    public bool EvictsOpeningDelimiter { get; init; }

    /// <summary>Whether what comes before and after the reasoning is compressed too.</summary>
    public bool CompressesAnswer { get; init; }

    /// <summary>Tokens per thought at token level, where splits are ordinary tokens; 0 is thought level.</summary>
    public int Interval { get; init; }

    /// <summary>Thought level, as the model's file states it.</summary>
    public static LightThinkerScheme Of(GeneratedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new LightThinkerScheme
        {
            Split = model.Vocabulary.Split,
            CacheTokens = model.Vocabulary.CacheTokens,
            Resume = model.Vocabulary.Resume,
            OpeningDelimiter = model.Vocabulary.OpeningDelimiter,
            ClosingDelimiter = model.Vocabulary.ClosingDelimiter,
            EvictsOpeningDelimiter = model.Shape.EvictsOpeningDelimiter,
            CompressesAnswer = model.Shape.CompressesAnswer,
        };
    }
}
