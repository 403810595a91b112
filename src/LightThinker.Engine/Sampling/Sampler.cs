using LightThinker.Engine.Decoding;

namespace LightThinker.Engine.Sampling;

#pragma warning disable CA1822, CA1801
/// <summary>Greedy stand-in until the sampler lands.</summary>
internal sealed class Sampler(int vocabularySize)
{
    public int Size { get; } = vocabularySize;

    public Token Sample(ReadOnlySpan<float> logits, SamplingState state, ReadOnlySpan<Token> forbidden)
    {
        int best = -1;
        for (int i = 0; i < logits.Length; i++)
        {
            if (!forbidden.Contains(new Token(i)) && (best < 0 || logits[i] > logits[best]))
            {
                best = i;
            }
        }

        return new Token(best);
    }
}
