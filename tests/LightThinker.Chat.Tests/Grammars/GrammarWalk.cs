using System.Text;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Grammars;
using LightThinker.Engine.Grammars.Masks;
using LightThinker.Engine.Grammars.Matching;
using LightThinker.TestKit.Decoding;

namespace LightThinker.Chat.Tests.Grammars;

/// <summary>Writes texts of a grammar by choosing tokens at random, as a model that knows nothing would. One thread at a time.</summary>
/// <param name="gbnf">The grammar.</param>
/// <param name="random">Seeded by the test.</param>
internal sealed class GrammarWalk(string gbnf, Random random)
{
    private const string End = "<|im_end|>";

    // Each byte, pieces of JSON, and texts of several characters or of a part of one.
    private static readonly ScriptedVocabulary Vocabulary = new(
    [
        .. Enumerable.Range(0, 256).Select(value => new[] { (byte)value }),
        .. ((string[])["{\"", "\":", "\": ", ", \"", "\",\"", "\"}", "]}", "}}", "[[", "\\u", "\\n", "\n  ", "true", "null", "00", "12", "é", "😀", "ab", End])
            .Select(Encoding.UTF8.GetBytes),
        [0x9F, 0x98], [0xC3],
    ]);

    private static readonly TokenTrie Trie = new(Vocabulary);

    private static readonly Token[] Closing =
        [.. ((string[])["\"", "}", "]", "\"}", "]}", "}}", End]).Select(text => Vocabulary[text])];

    private readonly GrammarMatcher _matcher = new(Grammar.Parse(gbnf), Trie);

    /// <summary>Writes one text.</summary>
    /// <param name="maxTokens">Where it is given up.</param>
    /// <returns>Null if it was given up.</returns>
    /// <exception cref="InvalidOperationException">The grammar allows nothing at some place.</exception>
    public string? Write(int maxTokens)
    {
        var state = new GrammarState(_matcher);
        var text = new List<byte>();
        for (int i = 0; i < maxTokens; i++)
        {
            Token[] allowed = [.. Enumerable.Range(0, Vocabulary.Count).Select(id => new Token(id)).Where(state.Mask().Contains)];
            if (allowed.Length == 0)
            {
                throw new InvalidOperationException($"Nothing may follow {Encoding.UTF8.GetString([.. text])}");
            }

            Token[] closing = [.. allowed.Intersect(Closing)];
            Token[] choice = closing.Length > 0 && random.Next(3) > 0 ? closing : allowed;
            Token token = choice[random.Next(choice.Length)];
            if (Vocabulary.IsEndOfGeneration(token))
            {
                return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString([.. text]);
            }

            Assert.True(state.TryAccept(token));
            text.AddRange(Vocabulary.GetBytes(token));
        }

        return null;
    }
}
