namespace LightThinker.Chat.Tests.Grammars;

public sealed class StructureSchemaTests
{
    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"null"}},"required":["a"]}""",
        """{"a":1}¦{"a":1,"b":null}¦{ "a": 1, "b": null }""", """{}¦{"b":null}¦{"b":null,"a":1}¦{"a":1,"c":1}¦{"a":1,}¦{"a":1,"a":1}""")]
    [InlineData("""{"properties":{"a":{"type":"null"},"b":{"type":"null"},"c":{"type":"null"}}}""",
        """{}¦{"a":null}¦{"b":null}¦{"a":null,"c":null}¦{"a":null,"b":null,"c":null}""", """[]¦{"c":null,"a":null}¦{,"a":null}""")]
    [InlineData("""{"type":"object"}""", """{}¦{"x":[1,{"y":null}]}""", "[]¦1¦{\"a\"}")]
    [InlineData("""{"type":"object","additionalProperties":false}""", "{}", """{"a":1}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"null"},"ab":{"type":"null"}},"additionalProperties":{"type":"integer"}}""",
        """{"a":null,"b":1}¦{"abc":1,"":2}¦{"A":1}¦{"\\":1,"\n":2}""", """{"a":1}¦{"ab":1}¦{"\u0061":1}¦{"b":1,"a":null}¦{"b":null}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"null"}},"additionalProperties":true}""", """{"a":null,"b":[{}]}""", """{"a":1}""")]
    [InlineData("""{"type":"object","required":["x"]}""", """{"x":1}¦{"x":{},"y":2}""", """{}¦{"y":2}""")]
    [InlineData("""{"type":"object","required":["x"],"properties":{"y":{"type":"null"}}}""", """{"y":null,"x":5}""", """{"y":null}¦{"x":1,"z":2}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"null"},"b":{"type":"null"},"c":{"type":"null"}},"minProperties":1,"maxProperties":2}""",
        """{"a":null}¦{"c":null}¦{"a":null,"c":null}""", """{}¦{"a":null,"b":null,"c":null}""")]
    [InlineData("""{"type":"object","additionalProperties":{"type":"null"},"maxProperties":2,"minProperties":1}""",
        """{"a":null}¦{"a":null,"b":null}""", """{}¦{"a":null,"b":null,"c":null}""")]
    [InlineData("""{"type":"object","propertyNames":{"pattern":"^[a-z]+$"},"additionalProperties":{"type":"null"}}""", """{"ab":null}""", """{"A":null}¦{"":null}""")]
    [InlineData("""{"type":"object","propertyNames":{"enum":["x","y"]}}""", """{"x":1,"y":2}""", """{"z":1}""")]
    [InlineData("""{"properties":{"a":{"type":"null"}},"propertyNames":{"type":"string"}}""", """{"a":null}""", """{"b":null}""")]
    [InlineData("""{"properties":{"a":false,"b":{"type":"null"}}}""", """{}¦{"b":null}""", """{"a":null}""")]
    [InlineData("""{"properties":{"q\"\\\n":{"type":"null"}}}""", """{"q\"\\\n":null}""", """{"q":null}""")]
    public void Schema_Objects_AreThoseAllowed(string schema, string accepted, string refused) =>
        SchemaProbe.Check(schema, accepted, refused);

    [Theory]
    [InlineData("""{"type":"array"}""", "[]¦[1,\"a\",[]]¦[ 1, 2 ]", "{}¦[1,]¦[,1]")]
    [InlineData("""{"items":{"type":"null"},"minItems":1,"maxItems":3}""", "[null]¦[null,null,null]", "[]¦[null,null,null,null]¦[1]")]
    [InlineData("""{"items":{"type":"null"},"minItems":2}""", "[null,null]¦[null,null,null]", "[null]¦[]")]
    [InlineData("""{"type":"array","maxItems":0}""", "[]", "[1]")]
    [InlineData("""{"type":"array","items":false}""", "[]", "[1]")]
    [InlineData("""{"prefixItems":[{"const":1},{"const":2}]}""", "[]¦[1]¦[1,2]", "[2]¦[1,2,3]")]
    [InlineData("""{"prefixItems":[{"const":1},{"const":2}],"minItems":1,"items":{"const":3},"maxItems":4}""", "[1]¦[1,2]¦[1,2,3,3]", "[]¦[1,3]¦[1,2,3,3,3]")]
    [InlineData("""{"prefixItems":[{"const":1},{"const":2}],"minItems":2,"items":false}""", "[1,2]", "[1]¦[1,2,3]")]
    [InlineData("""{"prefixItems":[{"const":1},false,{"const":2}],"items":{"const":3}}""", "[]¦[1]", "[1,2]¦[1,3]")]
    [InlineData("""{"prefixItems":[{"const":1}],"minItems":3}""", "[1,2,\"x\"]¦[1,2,3,4]", "[1,2]")]
    [InlineData("""{"items":{"type":"null"},"uniqueItems":false,"maxItems":1}""", "[]¦[null]", "[null,null]")]
    public void Schema_Arrays_AreThoseAllowed(string schema, string accepted, string refused) =>
        SchemaProbe.Check(schema, accepted, refused);

    [Theory]
    [InlineData("true", "1¦{}¦null¦\"a\"¦[true]", "{¦")]
    [InlineData("{}", "1¦{}¦null", "nul")]
    [InlineData("""{"type":["string","null"],"title":"t","description":"d","default":1,"examples":[],"$comment":"c","deprecated":true,"readOnly":true,"$id":"x","$schema":"y"}""",
        "null¦\"a\"", "1")]
    [InlineData("""{"type":"boolean"}""", "true¦false", "null¦True")]
    [InlineData("""{"enum":["a",1,null,{"k":[1,{}]},1.50,"\n\"é"]}""", "\"a\"¦1¦null¦{\"k\":[1,{}]}¦{ \"k\": [ 1, {} ] }¦1.50¦\"\\n\\\"é\"", "\"b\"¦2¦{}¦1.5")]
    [InlineData("""{"const":{}}""", "{}", "{ }¦[]")]
    [InlineData("""{"type":"string","enum":["a",1,null]}""", "\"a\"", "1¦null")]
    [InlineData("""{"enum":[1,2,3,4],"minimum":2,"exclusiveMaximum":4}""", "2¦3", "1¦4")]
    [InlineData("""{"enum":["a","abc"],"maxLength":2}""", "\"a\"", "\"abc\"")]
    public void Schema_Values_AreThoseAllowed(string schema, string accepted, string refused) =>
        SchemaProbe.Check(schema, accepted, refused);

    [Theory]
    [InlineData("{\"a\":1,\n  \"b\":2\n}", true)]
    [InlineData("{\"a\": 1, \"b\": 2}", true)]
    [InlineData("{ \"a\":1 }", true)]
    [InlineData("{\n                    \"a\":1}", true)]
    [InlineData("{\n                     \"a\":1}", false)]
    [InlineData("{  \"a\":1}", false)]
    [InlineData("{\"a\":  1}", false)]
    [InlineData("{\"a\" :1}", false)]
    [InlineData("{\"a\":1}\n", false)]
    [InlineData(" {\"a\":1}", false)]
    [InlineData("{\n\n\"a\":1}", false)]
    [InlineData("{\t\"a\":1}", false)]
    public void Schema_Space_IsBounded(string text, bool isAccepted) => Assert.Equal(
        isAccepted, SchemaProbe.Of("""{"properties":{"a":{"type":"integer"},"b":{"type":"integer"}}}""").Accepts(text));
}
