using System.Text;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sampling;

namespace LightThinker.Engine.Tests.Sampling;

/// <summary>
/// DRY as its definition reads: every length is counted anew and breakers are searched in the whole text. Shares no code
/// with the sampler. Immutable.
/// </summary>
internal sealed class ReferenceDry(SamplingOptions options, IVocabulary vocabulary)
{
    /// <summary>What each token loses after this history, by id.</summary>
    public float[] Penalties(List<Token> history)
    {
        List<Token> window = options.DryWindow == -1 ? history : history.TakeLast(options.DryWindow).ToList();
        int limit = Math.Min(window.Count, TokensAfterTheLastBreaker(history));
        float[] penalties = new float[vocabulary.Count];
        for (int place = 0; place < window.Count - 1; place++)
        {
            int length = 0;
            while (length < limit && length <= place && window[place - length] == window[^(1 + length)])
            {
                length++;
            }

            int next = window[place + 1].Id;
            if (length >= options.DryAllowedLength && limit >= options.DryAllowedLength && !HasBreaker(TextOf(window[place + 1])))
            {
                double penalty = options.DryMultiplier * Math.Pow(options.DryBase, length - options.DryAllowedLength);
                penalties[next] = Math.Max(penalties[next], (float)penalty);
            }
        }

        return penalties;
    }

    private int TokensAfterTheLastBreaker(List<Token> history)
    {
        string text = string.Concat(history.Select(TextOf));
        int end = 0;
        foreach (string breaker in options.DryBreakers.Where(b => text.Contains(b, StringComparison.Ordinal)))
        {
            end = Math.Max(end, text.LastIndexOf(breaker, StringComparison.Ordinal) + breaker.Length);
        }

        int start = 0;
        int tokens = 0;
        foreach (Token token in history)
        {
            tokens += start >= end ? 1 : 0;
            start += TextOf(token).Length;
        }

        return tokens;
    }

    private bool HasBreaker(string text) => options.DryBreakers.Any(b => text.Contains(b, StringComparison.Ordinal));

    private string TextOf(Token token) => Encoding.UTF8.GetString(vocabulary.GetBytes(token));
}
