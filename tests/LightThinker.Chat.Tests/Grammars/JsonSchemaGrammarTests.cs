using System.Text.Json;
using LightThinker.Chat.Grammars;

namespace LightThinker.Chat.Tests.Grammars;

public sealed class JsonSchemaGrammarTests
{
    [Fact]
    public void AddSchema_SeveralOfOneName_HaveRulesOfTheirOwn()
    {
        var grammar = new JsonSchemaGrammar();
        string first = Add(grammar, "get weather-1", """{"properties":{"a":{"type":"integer"}},"required":["a"]}""");
        string second = Add(grammar, "get weather-1", """{"properties":{"a":{"type":"string"}},"required":["a"]}""");
        string third = Add(grammar, "get weather", """{"type":"null"}""");
        string any = grammar.AddAnyObject();
        SchemaProbe probe = SchemaProbe.OfGbnf($"root ::= \"1\" {first} | \"2\" {second} | \"3\" {third} | \"4\" {any}\n{grammar.Rules}");

        Assert.True(probe.Accepts("1{\"a\":1}"));
        Assert.True(probe.Accepts("2{\"a\":\"x\"}"));
        Assert.True(probe.Accepts("3null"));
        Assert.True(probe.Accepts("4{\"b\":[]}"));
        Assert.False(probe.Accepts("1{\"a\":\"x\"}"));
        Assert.False(probe.Accepts("2{\"a\":1}"));
        Assert.False(probe.Accepts("4[]"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ws")]
    [InlineData("string")]
    [InlineData("größe ::= \"x\"\n😀")]
    public void AddSchema_AnyName_GivesAnUnusedRule(string name)
    {
        var grammar = new JsonSchemaGrammar();
        string rule = Add(grammar, name, """{"type":"object","properties":{"a":{"type":"string"}}}""");

        Assert.StartsWith("json-", rule, StringComparison.Ordinal);
        Assert.True(SchemaProbe.OfGbnf($"root ::= {rule}\n{grammar.Rules}").Accepts("{\"a\":\"\"}"));
    }

    [Fact]
    public void Rules_BeforeAnySchema_AreEmpty() => Assert.Equal("", new JsonSchemaGrammar().Rules);

    [Theory]
    [InlineData("{}", true)]
    [InlineData("{\n  \"a\": [1, 2.5e3, \"x\\n\", {\"b\": null}],\n  \"c\": true\n}", true)]
    [InlineData("{\"a\":1}", true)]
    [InlineData("[]", false)]
    [InlineData("{\"a\":1,}", false)]
    [InlineData("{\"a\"  :1}", false)]
    [InlineData("{} ", false)]
    [InlineData("", false)]
    public void JsonObject_Texts_AreObjectsOnly(string text, bool isAccepted) =>
        Assert.Equal(isAccepted, SchemaProbe.OfGbnf(JsonObjectGrammar.Gbnf).Accepts(text));

    [Fact]
    public void JsonObject_Depth_IsNotBounded()
    {
        string text = string.Concat(Enumerable.Repeat("{\"a\":", 5_000)) + "1" + new string('}', 5_000);

        Assert.True(SchemaProbe.OfGbnf(JsonObjectGrammar.Gbnf).Accepts(text));
    }

    [Fact]
    public void JsonObject_RandomTexts_Parse()
    {
        var random = new Random(9);
        var walk = new GrammarWalk(JsonObjectGrammar.Gbnf, random);
        int finished = 0;
        for (int i = 0; i < 300; i++)
        {
            if (walk.Write(maxTokens: 500) is { } text)
            {
                finished++;
                using JsonDocument parsed = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 500 });
                Assert.Equal(JsonValueKind.Object, parsed.RootElement.ValueKind);
            }
        }

        Assert.InRange(finished, 200, 300);
    }

    private static string Add(JsonSchemaGrammar grammar, string name, string schema)
    {
        using JsonDocument document = JsonDocument.Parse(schema);
        return grammar.AddSchema(name, document.RootElement);
    }
}
