using System.Text;
using System.Text.Json;
using LightThinker.Chat.Grammars;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Grammars;
using LightThinker.Engine.Grammars.Masks;
using LightThinker.Engine.Grammars.Matching;
using LightThinker.TestKit.Decoding;

namespace LightThinker.Chat.Tests.Grammars;

/// <summary>Asks the grammar of a schema about texts, byte by byte. One thread at a time.</summary>
internal sealed class SchemaProbe
{
    /// <summary>One token per byte value, with the value as its id, and the end of generation.</summary>
    private static readonly TokenTrie Bytes = new(new ScriptedVocabulary(
        [.. Enumerable.Range(0, 256).Select(value => new[] { (byte)value }), "<|im_end|>"u8.ToArray()]));

    private readonly GrammarMatcher _matcher;

    private SchemaProbe(string gbnf) => _matcher = new GrammarMatcher(Grammar.Parse(gbnf), Bytes);

    public static SchemaProbe Of(string schema) => OfGbnf(Gbnf(schema));

    public static SchemaProbe OfGbnf(string gbnf) => new(gbnf);

    public static string Gbnf(string schema)
    {
        using JsonDocument document = JsonDocument.Parse(schema, new JsonDocumentOptions { MaxDepth = 30_000 });
        return JsonSchemaGrammar.ToGbnf(document.RootElement);
    }

    /// <summary>Fails unless the schema's grammar takes the first texts and none of the others; both separated by ¦.</summary>
    public static void Check(string schema, string accepted, string refused)
    {
        SchemaProbe probe = Of(schema);
        Assert.All(Split(accepted), text => Assert.True(probe.Accepts(text), $"{schema} refuses {text}"));
        Assert.All(Split(refused), text => Assert.False(probe.Accepts(text), $"{schema} accepts {text}"));
    }

    public bool Accepts(string text)
    {
        var state = new GrammarState(_matcher);
        return Encoding.UTF8.GetBytes(text).All(value => state.TryAccept(new Token(value))) && state.CanEnd;
    }

    private static string[] Split(string texts) => texts.Split('¦', StringSplitOptions.RemoveEmptyEntries);
}
