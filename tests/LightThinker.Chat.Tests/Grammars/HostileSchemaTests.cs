using System.Text.Json;
using LightThinker.Chat.Grammars;
using LightThinker.Engine.Grammars;

namespace LightThinker.Chat.Tests.Grammars;

public sealed class HostileSchemaTests
{
    // What is allowed here must also be a grammar that the engine takes. In the schemas ' is ", and @ what repeats.
    public static TheoryData<string, string> Allowed() => new()
    {
        { "optional properties", Fill("{'properties':{@}}", 1_000, i => $"'p{i}':{{'type':'integer'}}") },
        { "required properties", Fill("{'required':[@]}", 1_000, i => $"'p{i}'") },
        { "large enum", Fill("{'enum':[@]}", 10_000, i => $"'value {i}'") },
        { "long length", Fill("{'type':'string','minLength':60000,'maxLength':1e9}") },
        { "many items", Fill("{'items':{'type':'object','properties':{'a':{'maxLength':1e300}}},'minItems':65536,'maxItems':2e9}") },
        { "counts in counts", Fill("{'pattern':'^((((a{1000}){1000}){1000}){1000}b?){5,65536}$'}") },
        { "nested loops", Fill("{'pattern':'^(((a*)*)*)*$'}") },
        { "many lengths", Fill("{'properties':{@}}", 1_000, i => $"'p{i}':{{'type':'string','maxLength':{i}}}") },
        { "ends found backwards", Fill(
            "{'properties':{'p0':{'type':'null'},@}}", 900, i => $"'p{i + 1}':{{'required':['n'],'properties':{{'n':{{'$ref':'#/properties/p{i}'}}}}}}") },
        { "long numbers", Fill("{'items':{'minimum':-1e39,'maximum':0.0000000000000000000000000000000001}}") },
        { "anyOf of all", Fill("{'$defs':{'a':{'anyOf':[{'type':'null'},@]}},'$ref':'#/$defs/a'}", 200, _ => "{'items':{'$ref':'#/$defs/a'}}") },
    };

    public static TheoryData<string, string> Refused() => new()
    {
        { "nested 10,000 deep", string.Concat(Enumerable.Repeat("{\"items\":", 10_000)) + "{}" + new string('}', 10_000) },
        { "arrays 10,000 deep", "{\"const\":" + new string('[', 10_000) + new string(']', 10_000) + "}" },
        { "100,000 references", Fill("{'$ref':'#/$defs/0','$defs':{@}}", 100_000, i => $"'{i}':{{'$ref':'#/$defs/{i + 1}'}}") },
        { "chain of references", Fill("{'$ref':'#/$defs/0','$defs':{@}}", 20_000, i => $"'{i}':{{'$ref':'#/$defs/{i + 1}'}}") },
        { "chain of allOf", Fill("{'$ref':'#/$defs/0','$defs':{@}}", 10_000, i => $"'{i}':{{'allOf':[{{'$ref':'#/$defs/{i + 1}'}}]}}") },
        { "chain of items", Fill("{'$ref':'#/$defs/0','$defs':{@}}", 20_000, i => $"'{i}':{{'items':{{'$ref':'#/$defs/{i + 1}'}}}}") },
        { "too long", Fill("{'const':'@'}", 1, _ => new string('x', 1_100_000)) },
        { "many properties", Fill("{'properties':{@}}", 10_000, i => $"'p{i}':{{}}") },
        { "many values", Fill("{'enum':[@]}", 20_000, i => $"{i}") },
        { "counted optional properties", Fill("{'minProperties':400,'properties':{@}}", 1_000, i => $"'p{i}':{{}}") },
        { "mutual recursion without end", Fill(
            "{'$ref':'#/$defs/0','$defs':{@}}",
            2,
            i => $"'{i}':{{'properties':{{'n':{{'$ref':'#/$defs/{1 - i}'}}}},'required':['n']}}") },
        { "product of anyOf", Fill("{'allOf':[@]}", 20, _ => "{'anyOf':[{'minimum':1},{'minimum':2},{'minimum':3}]}") },
        { "powers of anyOf", Fill(
            "{'$ref':'#/$defs/0','$defs':{'30':{'maximum':1},@}}",
            30,
            i => $"'{i}':{{'minimum':0,'anyOf':[{{'$ref':'#/$defs/{i + 1}'}},{{'$ref':'#/$defs/{i + 1}'}}]}}") },
        { "enums against enums", Fill("{'allOf':[@]}", 4, _ => Fill("{'enum':[@]}", 5_000, i => $"'{i}'")) },
        { "oneOf of many enums", Fill("{'oneOf':[@]}", 8, n => Fill("{'enum':[@]}", 3_000, i => $"'{n} {i}'")) },
        { "merged large objects", Fill(
            "{'$defs':{'a':{'properties':{@}}},'properties':{" + Join(
                900, i => $"'q{i}':{{'allOf':[{{'$ref':'#/$defs/a'}},{{'properties':{{'r{i}':{{}}}}}}]}}") + "}}",
            900,
            i => $"'p{i}':{{}}") },
        { "long names", Fill("{'properties':{'@':{}},'additionalProperties':true}", 1, _ => new string('x', 200_000)) },
        { "long name around many", Fill(
            "{'properties':{'" + new string('x', 300_000) + "':{'properties':{@}}}}", 900, i => $"'p{i}':{{'unknown':1}}") },
        { "pattern and length", Fill("{'pattern':'^(a|b)*a(a|b){60}$','maxLength':1000}") },
        { "count and length", Fill("{'pattern':'^(ab{1000}){1000}$','maxLength':1000000}") },
        { "many patterns", Fill("{'type':'string','allOf':[@]}", 200, i => $"{{'pattern':'a.{{{i}}}b'}}") },
        { "deep pattern", Fill("{'pattern':'@'}", 1, _ => new string('(', 2_000) + new string(')', 2_000)) },
        { "long pattern", Fill("{'pattern':'@'}", 1, _ => new string('a', 10_000)) },
    };

    [Theory]
    [MemberData(nameof(Allowed))]
    public void ToGbnf_LargeSchema_IsAGrammar(string name, string schema)
    {
        string gbnf = SchemaProbe.Gbnf(schema);

        Assert.NotNull(Grammar.Parse(gbnf));
        Assert.NotEmpty(name);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void ToGbnf_HostileSchema_IsRefused(string name, string schema)
    {
        JsonSchemaException error = Assert.Throws<JsonSchemaException>(() => SchemaProbe.Gbnf(schema));

        Assert.InRange(error.Message.Length, 20, 1_000);
        Assert.NotEmpty(name);
    }

    [Fact]
    public void Schema_ThousandOptionalProperties_AreAllWritten()
    {
        SchemaProbe probe = SchemaProbe.Of(Fill("{'properties':{@}}", 1_000, i => $"'p{i}':{{'type':'integer'}}"));

        Assert.All(Enumerable.Range(0, 1_000), i => Assert.True(probe.Accepts($"{{\"p{i}\": 1}}")));
        Assert.True(probe.Accepts("{\"p0\": 1, \"p500\": 2, \"p999\": 3}"));
        Assert.True(probe.Accepts($"{{{Join(1_000, i => $"\"p{i}\":{i}")}}}"));
        Assert.False(probe.Accepts("{\"p1\": 1, \"p0\": 2}"));
    }

    [Fact]
    public void AddSchema_TooManyInOneGrammar_IsRefused()
    {
        var grammar = new JsonSchemaGrammar();
        using JsonDocument schema = JsonDocument.Parse(Fill("{'enum':[@]}", 5_000, i => $"'some value {i}'"));

        Assert.Throws<JsonSchemaException>(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                grammar.AddSchema("tool", schema.RootElement);
            }
        });
    }

    private static string Fill(string schema, int count = 0, Func<int, string>? part = null) =>
        schema.Replace("@", part is null ? "" : Join(count, part), StringComparison.Ordinal).Replace('\'', '"');

    private static string Join(int count, Func<int, string> part) => string.Join(',', Enumerable.Range(0, count).Select(part));
}
