using System.Text;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Grammars.Masks;
using LightThinker.Engine.Grammars.Matching;
using LightThinker.Engine.Phases;
using LightThinker.Engine.Text;

namespace LightThinker.Engine.Grammars;

/// <summary>Holds one sequence's answer to its grammar. Engine thread only.</summary>
internal sealed class AnswerConstraint
{
    private readonly GrammarState _state;
    private readonly StreamMatcher _triggers;
    private readonly List<Token> _delimiters;
    private bool _isActive;
    private bool _hasBegun;

    /// <param name="constraint">What the answer must match.</param>
    /// <param name="matcher">Of its grammar.</param>
    /// <param name="delimiters">
    /// Tokens around the parts of the output. They are no text of the answer: each may come once, before it or after it.
    /// </param>
    public AnswerConstraint(OutputConstraint constraint, GrammarMatcher matcher, IEnumerable<Token> delimiters)
    {
        _state = new GrammarState(matcher);
        _triggers = new StreamMatcher([.. constraint.Triggers.Select(Encoding.UTF8.GetBytes)]);
        _isActive = _triggers.IsEmpty;
        _delimiters = [.. delimiters];
    }

    /// <summary>Whether an answer is owed: the output may not end before it.</summary>
    public bool OwesAnswer => _isActive && !_hasBegun;

    /// <summary>Whether the answer is over: nothing may follow.</summary>
    public bool IsComplete => _hasBegun && _state.MustEnd;

    /// <summary>The tokens that may come next in the answer, but for <see cref="Delimiters"/>.</summary>
    public TokenMask Mask => _state.Mask();

    /// <summary>Delimiters that may come next in the answer.</summary>
    public IReadOnlyList<Token> Delimiters => !_hasBegun || _state.CanEnd ? _delimiters : [];

    /// <summary>Whether a token may come next.</summary>
    /// <param name="token">The token.</param>
    /// <param name="phase">The phase that it would continue.</param>
    public bool Allows(Token token, Phase phase) =>
        phase == Phase.Reasoning || !_isActive || _state.Allows(token) || Delimiters.Contains(token);

    /// <summary>Takes a sampled token that is allowed.</summary>
    /// <param name="token">The token.</param>
    /// <param name="phase">The phase that it continues.</param>
    /// <param name="text">What it writes.</param>
    public void OnSampled(Token token, Phase phase, ReadOnlySpan<byte> text)
    {
        if (_delimiters.Remove(token) || phase == Phase.Reasoning)
        {
            return;
        }

        if (_isActive)
        {
            _hasBegun = true;
            _state.TryAccept(token);
            return;
        }

        _triggers.Append(text);
        if (_triggers.Find(out int start, out int length) >= 0)
        {
            // A token that goes on past the trigger against the grammar cannot be taken back: the answer stays free.
            _isActive = _hasBegun = _state.TryAccept(_triggers.Held[(start + length)..]);
            _triggers.Drop(start + length);
        }
        else
        {
            _triggers.Drop(_triggers.SafeCount);
        }
    }
}
