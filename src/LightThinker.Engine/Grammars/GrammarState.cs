using LightThinker.Engine.Decoding;
using LightThinker.Engine.Grammars.Masks;
using LightThinker.Engine.Grammars.Matching;

namespace LightThinker.Engine.Grammars;

/// <summary>
/// How far one sequence has come in its grammar. Engine thread only. To go back, keep a <see cref="Clone"/>: it is one
/// reference, and accepting tokens does not change it.
/// </summary>
internal sealed class GrammarState
{
    private readonly GrammarMatcher _matcher;
    private MatchState _state;

    /// <summary>Starts before any text.</summary>
    public GrammarState(GrammarMatcher matcher)
        : this(matcher, matcher.Start())
    {
    }

    private GrammarState(GrammarMatcher matcher, MatchState state)
    {
        _matcher = matcher;
        _state = state;
    }

    /// <summary>Whether the text may end here.</summary>
    public bool CanEnd => _state.CanEnd;

    /// <summary>Whether the text must end here: nothing can follow.</summary>
    public bool MustEnd => _state.CanEnd && _state.Paths.IsEmpty;

    /// <summary>Number of ways in which the text so far is being read.</summary>
    public int PathCount => _state.Paths.Length;

    /// <summary>Whether a token may come next. An unknown token may not.</summary>
    public bool Allows(Token token) => _matcher.Tokens.Contains(token) && !_matcher.Advance(_state, token).IsDead;

    /// <summary>Moves on past a token, if it is allowed; else nothing changes. The end of generation moves nothing.</summary>
    public bool TryAccept(Token token)
    {
        if (!_matcher.Tokens.Contains(token))
        {
            return false;
        }

        MatchState next = _matcher.Advance(_state, token);
        if (next.IsDead)
        {
            return false;
        }

        _state = next;
        return true;
    }

    /// <summary>Every token that may come next; immutable, and shared by all sequences in the same place.</summary>
    public TokenMask Mask() => _matcher.MaskOf(_state);

    public GrammarState Clone() => new(_matcher, _state);
}
