using System.Numerics;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Grammars.Masks;

namespace LightThinker.Engine.Sampling;

/// <summary>Masks candidates by a set of tokens. Stateless; engine thread only.</summary>
internal static class TokenMasking
{
    private const int WordBits = 64;

    /// <summary>Leaves the tokens of a mask, and some others.</summary>
    /// <param name="candidates">Not cut yet.</param>
    /// <param name="mask">As large as the vocabulary.</param>
    /// <param name="others">Tokens that stay beside those of the mask; few.</param>
    public static void Keep(in CandidateSet candidates, TokenMask mask, IReadOnlyList<Token> others)
    {
        Span<float> kept = stackalloc float[others.Count];
        for (int i = 0; i < kept.Length; i++)
        {
            kept[i] = candidates.Change(others[i]);
        }

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

        for (int i = 0; i < kept.Length; i++)
        {
            candidates.Change(others[i]) = kept[i];
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
