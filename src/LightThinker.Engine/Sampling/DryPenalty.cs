using LightThinker.Engine.Decoding;

namespace LightThinker.Engine.Sampling;

/// <summary>
/// One sequence's DRY penalty ("don't repeat yourself"): what tokens lose that would prolong a repetition of earlier
/// tokens. Engine thread only, but may be built on any thread.
/// </summary>
internal sealed class DryPenalty
{
    private readonly float _multiplier;
    private readonly float _base;
    private readonly int _allowed;
    private readonly IVocabulary? _vocabulary;
    private readonly SequenceBreakers? _breakers;
    private readonly RepeatFinder _repeats;
    private readonly Dictionary<Token, int> _lengths = [];
    private int _unbroken;

    /// <param name="options">With DRY on.</param>
    /// <param name="prompt">The prompt's tokens, which are history too.</param>
    /// <param name="vocabulary">The tokens' texts; needed only where there are breakers.</param>
    public DryPenalty(SamplingOptions options, ReadOnlySpan<Token> prompt, IVocabulary? vocabulary)
    {
        _multiplier = options.DryMultiplier;
        _base = options.DryBase;
        _allowed = options.DryAllowedLength;
        _vocabulary = vocabulary;
        _breakers = options.DryBreakers.Count > 0 ? new SequenceBreakers(options.DryBreakers) : null;
        _repeats = new RepeatFinder(options.DryWindow, prompt);
        foreach (Token token in prompt)
        {
            CountUnbroken(token);
        }

        Measure();
    }

    /// <summary>Tokens that would prolong a repetition, with the length it has so far; at least the length allowed.</summary>
    public Dictionary<Token, int> Lengths => _lengths;

    /// <summary>Adds the newest token.</summary>
    public void Add(Token token)
    {
        _repeats.Add(token);
        CountUnbroken(token);
        Measure();
    }

    /// <summary>What a logit loses by prolonging a repetition of this length. Finite, however long it is.</summary>
    public float Of(int length) =>
        (float)Math.Min(_multiplier * Math.Pow(_base, length - _allowed), float.MaxValue);

    private void CountUnbroken(Token token) =>
        _unbroken = _breakers?.Advance(_vocabulary!.GetBytes(token)) == true ? 0 : _unbroken + 1;

    private void Measure()
    {
        _repeats.Collect(_allowed, _unbroken, _lengths);
        if (_breakers is null)
        {
            return;
        }

        // A breaker does not prolong a repetition.
        foreach (Token token in _lengths.Keys)
        {
            if (_breakers.AreIn(_vocabulary!.GetBytes(token)))
            {
                _lengths.Remove(token);
            }
        }
    }
}
