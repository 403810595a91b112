using LightThinker.Engine.Decoding;
using LightThinker.Engine.Grammars.Masks;
using LightThinker.Engine.Phases;

namespace LightThinker.Engine.Grammars;

/// <summary>Holds one sequence's answer to its grammar. Engine thread only.</summary>
internal sealed class AnswerConstraint
{
    private readonly GrammarMatchers _matchers;
    private readonly TriggerScan _triggers;
    private readonly Token[] _delimiters;
    private readonly Dictionary<Token, Phase> _unused;

    // Null while the answer is free.
    private GrammarState? _state;
    private bool _hasBegun;
    private int _cutMasks;

    /// <param name="constraint">What the answer must match.</param>
    /// <param name="matchers">Of its grammars.</param>
    /// <param name="delimiters">
    /// Tokens around the parts of the output, and the part that each opens. They are no text of the answer: each may come once,
    /// before it (or after it, unless it opens the reasoning), if the model writes it of its own accord.
    /// </param>
    public AnswerConstraint(
        OutputConstraint constraint, GrammarMatchers matchers, IEnumerable<(Token Token, Phase Next)> delimiters)
    {
        _matchers = matchers;
        _triggers = new TriggerScan(constraint.Triggers);
        _unused = delimiters.ToDictionary();
        _delimiters = [.. _unused.Keys];
        _state = constraint.Grammar is { } grammar ? new GrammarState(matchers.Of(grammar)) : null;
    }

    /// <summary>Whether an answer is owed: the output may not end before it.</summary>
    public bool OwesAnswer => _state is not null && !_hasBegun;

    /// <summary>Whether the answer is over: nothing may follow.</summary>
    public bool IsComplete => _hasBegun && _state is { MustEnd: true };

    /// <summary>
    /// The tokens that the answer may go on with, but for <see cref="Delimiters"/>; null where all may. None where the grammar has
    /// been too much work too often: it would hold up every other answer.
    /// </summary>
    public TokenMask? Mask()
    {
        var mask = _state?.Mask();
        return mask is { IsCut: true } && ++_cutMasks > GrammarLimits.MaxCutMasks ? new TokenMask(mask.VocabularySize) : mask;
    }

    /// <summary>Tokens that are no text of an answer, even where a vocabulary has them as text.</summary>
    public ReadOnlySpan<Token> Delimiters => _delimiters;

    /// <summary>Whether a token may come next.</summary>
    /// <param name="token">The token.</param>
    /// <param name="phase">The phase that it would continue.</param>
    public bool Allows(Token token, Phase phase) =>
        phase == Phase.Reasoning || _state is null
        || (_delimiters.Contains(token)
            ? _unused.TryGetValue(token, out var next) && (!_hasBegun || (_state.CanEnd && next != Phase.Reasoning))
            : _state.Allows(token));

    /// <summary>Takes a sampled token that is allowed.</summary>
    /// <param name="token">The token.</param>
    /// <param name="phase">The phase that it continues.</param>
    /// <param name="text">What it writes.</param>
    public void OnSampled(Token token, Phase phase, ReadOnlySpan<byte> text)
    {
        if (_unused.Remove(token) || phase == Phase.Reasoning)
        {
            return;
        }

        if (_state is not null)
        {
            _hasBegun = true;
            _state.TryAccept(token);
        }
        else if (_triggers.Push(text, out var rest) is { } trigger)
        {
            // A token that goes on past the trigger against the grammar cannot be taken back: the answer stays free.
            var state = new GrammarState(_matchers.Of(trigger.Grammar));
            _state = state.TryAccept(rest) ? state : null;
            _hasBegun = _state is not null;
        }
    }
}
