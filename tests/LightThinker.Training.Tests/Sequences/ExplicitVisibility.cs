using LightThinker.Training.Sequences;
using LightThinker.Training.Tests.TestKit;
using LightThinker.Training.Tokenization;

namespace LightThinker.Training.Tests.Sequences;

/// <summary>
/// What each token of a sequence may see, from the tokens alone and one rule per format about the tokens
/// between the two. Written apart from the formats. Thread-safe.
/// </summary>
internal static class ExplicitVisibility
{
    private static readonly int Opening = SmallModel.Vocabulary.Special(SpecialTokens.ThoughtStart);
    private static readonly int Closing = SmallModel.Vocabulary.Special(SpecialTokens.ThoughtEnd);
    private static readonly int Split = SmallModel.Vocabulary.Special(SpecialTokens.Split);
    private static readonly int Resume = SmallModel.Vocabulary.Special(SpecialTokens.Resume);

    /// <summary>Nothing of a stretch between resume tokens but the cache tokens is seen from the next resume token on.</summary>
    public static Func<int, int, bool> Compressed(TokenSequence sequence) => Mask(sequence, (key, query, tokens) =>
        !IsForced(tokens[key]) && ResumesBetween(tokens, key, query) > 0);

    /// <summary>Nothing of the reasoning is seen from the next resume token on.</summary>
    public static Func<int, int, bool> Control(TokenSequence sequence) => Mask(sequence, (key, query, tokens) =>
        ResumesBetween(tokens, key, query) > 0);

    /// <summary>Nothing of a thought but its split is seen behind that split.</summary>
    public static Func<int, int, bool> Anchor(TokenSequence sequence) => Mask(sequence, (key, query, tokens) =>
        tokens[key] != Split && tokens.AsSpan(key, query - key).Contains(Split));

    /// <returns>Whether a query sees a key, both by index.</returns>
    private static Func<int, int, bool> Mask(TokenSequence sequence, Func<int, int, int[], bool> isGone)
    {
        int[] tokens = sequence.Tokens;
        int start = Array.IndexOf(tokens, Opening);
        int end = Array.IndexOf(tokens, Closing);
        return (query, key) => key <= query && (key < start || key >= end || !isGone(key, query, tokens));
    }

    private static bool IsForced(int token) => token >= SmallModel.Vocabulary.Special(SpecialTokens.Cache(0)) || token == Resume;

    private static int ResumesBetween(int[] tokens, int key, int query) =>
        tokens[(key + 1)..(query + 1)].Count(token => token == Resume);
}
