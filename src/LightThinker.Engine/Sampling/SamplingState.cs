using LightThinker.Engine.Decoding;

namespace LightThinker.Engine.Sampling;

/// <summary>
/// What one sequence carries from token to token: its options, its random stream and its penalties. Engine thread
/// only, but may be built on any thread.
/// </summary>
internal sealed class SamplingState
{
    private readonly KeyValuePair<Token, float>[] _logitBias;
    private readonly PenaltyWindow? _window;
    private readonly DryPenalty? _dry;
    private readonly int _vocabularySize;
    private RandomStream _random;

    /// <param name="options">Validated parameters.</param>
    /// <param name="prompt">The prompt's tokens, which the penalties count too.</param>
    /// <param name="vocabularySize">Number of tokens the model knows.</param>
    /// <param name="vocabulary">Those tokens; needed only by DRY, which looks for its breakers in their texts.</param>
    /// <exception cref="ArgumentException">An option or a token would make every later draw meaningless.</exception>
    public SamplingState(SamplingOptions options, ReadOnlySpan<Token> prompt, int vocabularySize, IVocabulary? vocabulary = null)
    {
        CheckNumbers(options);
        Options = options;
        _vocabularySize = vocabularySize;
        _logitBias = [.. options.LogitBias];
        _random = new RandomStream(options.Seed);
        foreach ((Token token, float bias) in _logitBias)
        {
            CheckToken(token);
            Check(float.IsFinite(bias) || float.IsNegativeInfinity(bias), nameof(options.LogitBias), bias);
        }

        if (options.PenaltyWindow != 0 &&
            options is not { RepetitionPenalty: 1f, PresencePenalty: 0f, FrequencyPenalty: 0f })
        {
            _window = new PenaltyWindow(options.PenaltyWindow);
            int seen = options.PenaltyWindow == -1 ? prompt.Length : Math.Min(options.PenaltyWindow, prompt.Length);
            foreach (Token token in prompt[^seen..])
            {
                CheckToken(token);
                _window.Add(token);
            }
        }

        if (options.DryMultiplier > 0f && options.DryWindow != 0)
        {
            Check(options.DryBreakers.Count == 0 || vocabulary is not null, nameof(vocabulary), "nothing");
            foreach (Token token in prompt)
            {
                CheckToken(token);
            }

            _dry = new DryPenalty(options, prompt, vocabulary);
        }
    }

    public SamplingOptions Options { get; }

    /// <summary>The biases; each token once, and its bias finite or negative infinity.</summary>
    public ReadOnlySpan<KeyValuePair<Token, float>> LogitBias => _logitBias;

    /// <summary>The recent tokens that penalties apply to; null where none do.</summary>
    public Dictionary<Token, int>? RecentCounts => _window?.Counts;

    /// <summary>What tokens lose that would prolong a repetition; null where they lose nothing.</summary>
    public DryPenalty? Dry => _dry;

    /// <summary>Counts a token for the penalties. Call it for every sampled token, once, after sampling.</summary>
    /// <exception cref="ArgumentException">The token is not in the vocabulary.</exception>
    public void Accept(Token token)
    {
        CheckToken(token);
        _window?.Add(token);
        _dry?.Add(token);
    }

    /// <summary>The stream's next number, at least 0 and below 1.</summary>
    public double NextUniform() => _random.NextUniform();

    /// <summary>Decides whether XTC excludes the most likely tokens this time; takes a number only where it may.</summary>
    public bool NextExcludesTop() =>
        Options is { XtcProbability: > 0f, XtcThreshold: <= 0.5f } && NextUniform() < Options.XtcProbability;

    private static void CheckNumbers(SamplingOptions options)
    {
        Check(options.Temperature is >= 0f and <= float.MaxValue, nameof(options.Temperature), options.Temperature);
        Check(options.TopK >= 0, nameof(options.TopK), options.TopK);
        Check(options.TopP is >= 0f and <= 1f, nameof(options.TopP), options.TopP);
        Check(options.MinP is >= 0f and <= 1f, nameof(options.MinP), options.MinP);
        Check(options.TypicalP is >= 0f and <= 1f, nameof(options.TypicalP), options.TypicalP);
        Check(
            options.RepetitionPenalty is > 0f and <= float.MaxValue,
            nameof(options.RepetitionPenalty),
            options.RepetitionPenalty);
        Check(float.IsFinite(options.PresencePenalty), nameof(options.PresencePenalty), options.PresencePenalty);
        Check(float.IsFinite(options.FrequencyPenalty), nameof(options.FrequencyPenalty), options.FrequencyPenalty);
        Check(options.PenaltyWindow >= -1, nameof(options.PenaltyWindow), options.PenaltyWindow);
        Check(options.DryMultiplier is >= 0f and <= float.MaxValue, nameof(options.DryMultiplier), options.DryMultiplier);
        Check(options.DryBase is >= 1f and <= float.MaxValue, nameof(options.DryBase), options.DryBase);
        Check(options.DryAllowedLength >= 0, nameof(options.DryAllowedLength), options.DryAllowedLength);
        Check(options.DryWindow >= -1, nameof(options.DryWindow), options.DryWindow);
        Check(options.DryBreakers.All(breaker => breaker.Length > 0), nameof(options.DryBreakers), "an empty text");
        Check(options.XtcProbability is >= 0f and <= 1f, nameof(options.XtcProbability), options.XtcProbability);
        Check(options.XtcThreshold is >= 0f and <= 1f, nameof(options.XtcThreshold), options.XtcThreshold);
    }

    private static void Check(bool isValid, string name, object value)
    {
        if (!isValid)
        {
            throw new ArgumentException($"{name} cannot be {value}; see SamplingOptions for its range.", name);
        }
    }

    private void CheckToken(Token token)
    {
        if ((uint)token.Id >= (uint)_vocabularySize)
        {
            throw new ArgumentException(
                $"Token {token.Id} is not in the vocabulary, which has {_vocabularySize} tokens.", nameof(token));
        }
    }
}
