using System.Runtime.CompilerServices;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Grammars.Masks;
using LightThinker.Engine.Grammars.Matching;

namespace LightThinker.Engine.Grammars;

/// <summary>
/// One matcher for each grammar in use, so that requests with the same grammar share what was found out about it.
/// <see cref="Prepare"/> is thread-safe, all else engine thread only.
/// </summary>
internal sealed class GrammarMatchers(IVocabulary vocabulary)
{
    private readonly Lazy<TokenTrie> _tokens = new(() => new TokenTrie(vocabulary));

    // A matcher goes when its grammar does.
    private readonly ConditionalWeakTable<Grammar, GrammarMatcher> _matchers = [];

    /// <summary>Does what takes long once, so that the engine thread need not wait for it.</summary>
    public void Prepare() => _ = _tokens.Value;

    public GrammarMatcher Of(Grammar grammar) =>
        _matchers.GetValue(grammar, created => new GrammarMatcher(created, _tokens.Value));
}
