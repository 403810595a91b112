namespace LightThinker.Chat.Tests.Grammars;

public sealed class CombiningSchemaTests
{
    [Theory]
    [InlineData("""{"anyOf":[{"type":"null"},{"type":"integer"}]}""", "null¦5", "\"a\"")]
    [InlineData("""{"type":"integer","anyOf":[{"maximum":3},{"minimum":10}]}""", "3¦10¦-5", "5¦2.5")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"null"},"b":{"type":"null"}},"anyOf":[{"required":["a"]},{"required":["b"]}]}""",
        """{"a":null}¦{"b":null}¦{"a":null,"b":null}""", "{}")]
    [InlineData("""{"anyOf":[{"type":"null"},false]}""", "null", "1")]
    [InlineData("""{"oneOf":[{"type":"string"},{"type":"array","items":{"type":"null"}}]}""", "\"a\"¦[null]", "1¦[1]")]
    [InlineData("""{"oneOf":[{"type":"integer","maximum":0},{"type":"integer","exclusiveMinimum":0}]}""", "0¦1", "1.5")]
    [InlineData("""{"oneOf":[{"const":"a"},{"const":"b"}]}""", "\"a\"¦\"b\"", "\"c\"")]
    [InlineData("""
        {"oneOf":[{"properties":{"kind":{"const":"a"},"x":{"type":"integer"}},"required":["kind","x"]},
        {"properties":{"kind":{"const":"b"}},"required":["kind"]}]}
        """, """{"kind":"a","x":1}¦{"kind":"b"}""", """{"kind":"a"}¦{"kind":"c"}¦{"kind":"b","x":1}""")]
    [InlineData("""
        {"oneOf":[{"properties":{"a":{"type":"null"}},"required":["a"],"additionalProperties":false},
        {"properties":{"b":{"type":"null"}},"required":["b"],"additionalProperties":false}]}
        """, """{"a":null}¦{"b":null}""", """{"a":null,"b":null}¦{}""")]
    [InlineData("""
        {"$ref":"#/$defs/e","$defs":{"e":{"oneOf":[{"type":"integer"},
        {"type":"object","properties":{"of":{"$ref":"#/$defs/e"},"op":{"const":"neg"}},"required":["of","op"]},
        {"type":"object","properties":{"of":{"$ref":"#/$defs/e"},"op":{"const":"abs"}},"required":["of","op"]}]}}}
        """, """1¦{"of":{"of":1,"op":"abs"},"op":"neg"}""", """{"of":1}¦{"op":"abs"}""")]
    [InlineData("""{"allOf":[{"properties":{"a":{"type":"integer"}},"required":["a"]},{"properties":{"b":{"type":"null"}}}]}""",
        """{"a":1}¦{"a":1,"b":null}""", """{"b":null}¦{"a":1,"c":2}""")]
    [InlineData("""{"allOf":[{"properties":{"a":{"type":"number","minimum":2}}},{"properties":{"a":{"type":"integer","maximum":4}},"required":["a"]}]}""",
        """{"a":3}""", """{"a":5}¦{"a":2.5}¦{}""")]
    [InlineData("""{"allOf":[{"properties":{"a":{"type":"null"}},"additionalProperties":false},{"properties":{"b":{"type":"null"}}}]}""",
        """{"a":null}¦{}""", """{"b":null}""")]
    [InlineData("""{"allOf":[{"enum":[1,2,3]},{"enum":[2,3.0,4]}]}""", "2¦3", "1¦4")]
    [InlineData("""{"allOf":[{"items":{"type":"integer"}},{"prefixItems":[{"minimum":5}],"items":{"maximum":3},"minItems":2}]}""", "[5,3]¦[9,1,2]", "[4,3]¦[5,4]¦[5]")]
    public void Schema_Combined_IsWhatBothSay(string schema, string accepted, string refused) =>
        SchemaProbe.Check(schema, accepted, refused);

    [Theory]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"type":"null"}}}""", "null", "1")]
    [InlineData("""{"$ref":"#/definitions/a~1b~0c%20d","definitions":{"a/b~c d":{"type":"null"}}}""", "null", "1")]
    [InlineData("""{"$ref":"#/$defs/a","maximum":5,"$defs":{"a":{"type":"integer","minimum":3}}}""", "3¦5", "2¦6")]
    [InlineData("""{"type":"object","properties":{"next":{"$ref":"#"}}}""", """{}¦{"next":{"next":{}}}""", """{"next":1}""")]
    [InlineData("""
        {"$ref":"#/$defs/tree","$defs":{"tree":{"anyOf":[{"type":"integer"},
        {"type":"array","items":{"$ref":"#/$defs/tree"}}]}}}
        """, "1¦[]¦[1,[2,[3]]]", "[null]¦[1,]")]
    [InlineData("""{"prefixItems":[{"type":"null"},{"$ref":"#/prefixItems/0"}],"minItems":2}""", "[null,null]", "[null,1]")]
    [InlineData("""
        {"$ref":"#/$defs/a","$defs":{"a":{"type":"object","properties":{"b":{"$ref":"#/$defs/b"}}},
        "b":{"type":"object","properties":{"a":{"$ref":"#/$defs/a"}},"required":["a"]}}}
        """, """{}¦{"b":{"a":{}}}""", """{"b":{}}""")]
    [InlineData("""
        {"allOf":[{"$ref":"#/$defs/n"},{"$ref":"#/$defs/m"}],"$defs":{
        "n":{"properties":{"v":{"minimum":0},"next":{"$ref":"#/$defs/n"}}},
        "m":{"properties":{"v":{"type":"integer"},"next":{"$ref":"#/$defs/m"}}}}}
        """, """{}¦{"v":1,"next":{"v":2,"next":{}}}""", """{"v":-1}¦{"next":{"v":1.5}}""")]
    public void Schema_References_AreFollowed(string schema, string accepted, string refused) =>
        SchemaProbe.Check(schema, accepted, refused);
}
