using System.Numerics;
using LightThinker.Engine.Grammars.Masks;

namespace LightThinker.Engine.Sampling;

/// <summary>Masks candidates by a set of tokens. Stateless; engine thread only.</summary>
internal static class TokenMasking
{
    private const int WordBits = 64;

    /// <summary>Leaves the tokens of a mask.</summary>
    /// <param name="candidates">Not cut yet.</param>
    /// <param name="mask">As large as the vocabulary.</param>
    public static void Keep(in CandidateSet candidates, TokenMask mask)
    {
        ReadOnlySpan<ulong> words = mask.Words;
        for (int word = 0; word < words.Length; word++)
        {
            int start = word * WordBits;
            int length = Math.Min(WordBits, candidates.Count - start);
            ulong dropped = ~words[word];
            if (dropped == ulong.MaxValue)
            {
                candidates.ChangeRange(start, length).Fill(float.NegativeInfinity);
            }
            else if (dropped != 0)
            {
                Drop(candidates.ChangeRange(start, length), dropped);
            }
        }
    }

    private static void Drop(Span<float> logits, ulong dropped)
    {
        for (; dropped != 0; dropped &= dropped - 1)
        {
            int bit = BitOperations.TrailingZeroCount(dropped);
            if (bit >= logits.Length)
            {
                return;
            }

            logits[bit] = float.NegativeInfinity;
        }
    }
}
