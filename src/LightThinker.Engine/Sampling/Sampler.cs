using LightThinker.Engine.Decoding;
using LightThinker.Engine.Grammars.Masks;

namespace LightThinker.Engine.Sampling;

/// <summary>
/// Draws the next token of any sequence from its logits. Engine thread only. Holds memory but no state: what belongs to a
/// sequence is in its <see cref="SamplingState"/>. Drawing allocates nothing. docs/sampling.md states the stages exactly.
/// </summary>
internal sealed class Sampler
{
    private readonly int _vocabularySize;
    private readonly SamplerScratch _scratch;

    /// <param name="vocabularySize">Number of tokens the model knows, and of logits in a row; at least 1.</param>
    public Sampler(int vocabularySize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(vocabularySize);
        _vocabularySize = vocabularySize;
        _scratch = new SamplerScratch(vocabularySize);
    }

    /// <summary>Draws one token. The caller then tells the state with <see cref="SamplingState.Accept"/>.</summary>
    /// <param name="logits">The model's, one per token; not written to.</param>
    /// <param name="state">The sequence's; its random stream moves by one number unless it samples greedily, and one more for XTC.</param>
    /// <param name="forbidden">Tokens that may not come next, whatever the options; in the vocabulary, repeats allowed.</param>
    /// <param name="allowed">Where given, only these tokens are drawn.</param>
    /// <exception cref="SamplingException">The logits contain NaN, or every token is masked.</exception>
    public Token Sample(
        ReadOnlySpan<float> logits, SamplingState state, ReadOnlySpan<Token> forbidden, TokenMask? allowed = null)
    {
        CandidateSet candidates = Adjust(logits, state, forbidden, allowed);
        float temperature = state.Options.Temperature;
        bool excludesTop = state.NextExcludesTop();
        if (temperature == 0f && !excludesTop)
        {
            return candidates.First();
        }

        Narrow(ref candidates, state.Options);
        if (excludesTop)
        {
            CandidateFilters.ExcludeTop(ref candidates, state.Options.XtcThreshold);
        }

        return temperature == 0f
            ? candidates.First()
            : WeightedDraw.Draw(candidates, temperature, state.NextUniform());
    }

    /// <summary>All tokens, with their logits after biases, penalties and masks.</summary>
    internal CandidateSet Adjust(
        ReadOnlySpan<float> logits, SamplingState state, ReadOnlySpan<Token> forbidden, TokenMask? allowed = null)
    {
        if (logits.Length != _vocabularySize)
        {
            throw new ArgumentException(
                $"There are {logits.Length} logits for a vocabulary of {_vocabularySize} tokens.", nameof(logits));
        }

        CandidateSet candidates = new(logits, _scratch);
        foreach ((Token token, float bias) in state.LogitBias)
        {
            ref float logit = ref candidates.Change(token);
            logit = float.IsNegativeInfinity(bias) ? bias : logit + bias;
        }

        if (state.RecentCounts is { } counts)
        {
            Penalize(candidates, counts, state.Options);
        }

        if (state.Dry is { } dry)
        {
            foreach ((Token token, int length) in dry.Lengths)
            {
                candidates.Change(token) -= dry.Of(length);
            }
        }

        foreach (Token token in forbidden)
        {
            candidates.Change(token) = float.NegativeInfinity;
        }

        if (allowed is not null)
        {
            TokenMasking.Keep(candidates, allowed);
        }

        candidates.MeasureMax();
        return candidates;
    }

    /// <summary>Leaves the candidates that can be drawn at a temperature above 0, as long as XTC excludes none.</summary>
    internal static void Narrow(ref CandidateSet candidates, SamplingOptions options)
    {
        if (float.IsPositiveInfinity(candidates.Max))
        {
            candidates.CutBelow(float.PositiveInfinity);
            candidates.Level();
        }

        if (options.TopK > 0)
        {
            CandidateFilters.TopK(ref candidates, options.TopK);
        }

        if (options.TypicalP < 1f)
        {
            CandidateFilters.Typical(ref candidates, options.TypicalP);
        }

        if (options.TopP < 1f)
        {
            CandidateFilters.TopP(ref candidates, options.TopP);
        }

        if (options.MinP > 0f)
        {
            CandidateFilters.MinP(ref candidates, options.MinP);
        }
    }

    private static void Penalize(in CandidateSet candidates, Dictionary<Token, int> counts, SamplingOptions options)
    {
        foreach ((Token token, int count) in counts)
        {
            ref float logit = ref candidates.Change(token);

            // Dividing a negative logit would make a repetition more likely.
            logit = logit <= 0f ? logit * options.RepetitionPenalty : logit / options.RepetitionPenalty;
            logit -= (count * options.FrequencyPenalty) + options.PresencePenalty;
        }
    }
}
