using System.Text;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Grammars;
using LightThinker.Engine.Grammars.Masks;
using LightThinker.Engine.Grammars.Matching;
using LightThinker.TestKit.Decoding;

namespace LightThinker.Engine.Tests.Grammars;

/// <summary>Asks a grammar about texts, byte by byte. One thread at a time.</summary>
internal sealed class GrammarProbe
{
    /// <summary>One token per byte value, with the value as its id, and the end of generation.</summary>
    public static readonly ScriptedVocabulary Bytes = new(
        [.. Enumerable.Range(0, 256).Select(value => new[] { (byte)value }), "<|im_end|>"u8.ToArray()]);

    private static readonly TokenTrie Trie = new(Bytes);

    public GrammarProbe(string grammar) => Matcher = new GrammarMatcher(Grammar.Parse(grammar), Trie);

    public GrammarMatcher Matcher { get; }

    public static bool Accepts(string grammar, string text) => new GrammarProbe(grammar).Accepts(text);

    public bool Accepts(string text) => After(Encoding.UTF8.GetBytes(text)) is { CanEnd: true };

    public bool Begins(byte[] text) => After(text) is not null;

    /// <summary>The state after a text; null where the grammar refuses it.</summary>
    public GrammarState? After(byte[] text)
    {
        var state = new GrammarState(Matcher);
        return text.All(value => state.TryAccept(new Token(value))) ? state : null;
    }
}
