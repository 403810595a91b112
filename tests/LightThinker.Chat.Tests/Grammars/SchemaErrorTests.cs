using System.Text.Json;
using LightThinker.Chat.Grammars;

namespace LightThinker.Chat.Tests.Grammars;

public sealed class SchemaErrorTests
{
    [Theory]
    [InlineData("""{"properties":{"a":{"patternProperties":{}}}}""", "keyword 'patternProperties' at '/properties/a' is not supported")]
    [InlineData("""{"not":{}}""", "keyword 'not' at the root is not supported")]
    [InlineData("""{"if":true}""", "'if'")]
    [InlineData("""{"items":{"contains":{}}}""", "'contains' at '/items'")]
    [InlineData("""{"unevaluatedProperties":false}""", "'unevaluatedProperties'")]
    [InlineData("""{"dependentRequired":{}}""", "'dependentRequired'")]
    [InlineData("""{"nullable":true}""", "'nullable'")]
    [InlineData("""{"uniqueItems":true}""", "'uniqueItems'")]
    [InlineData("""{"type":"text"}""", "'type' at the root must be null, boolean")]
    [InlineData("""{"type":[]}""", "at least one type")]
    [InlineData("""{"type":1}""", "must be an array")]
    [InlineData("""{"enum":[]}""", "'enum' at the root must hold at least one value")]
    [InlineData("""{"enum":[1e500],"maximum":5}""", "an exponent beyond 400")]
    [InlineData("""{"enum":{}}""", "must be an array")]
    [InlineData("""{"minimum":"1"}""", "'minimum' at the root must be a number")]
    [InlineData("""{"exclusiveMinimum":true}""", "must be a number")]
    [InlineData("""{"minimum":1e99999}""", "exponent")]
    [InlineData("""{"multipleOf":3}""", "'multipleOf' at the root is supported for 1, 10")]
    [InlineData("""{"multipleOf":0}""", "'multipleOf'")]
    [InlineData("""{"minLength":-1}""", "must be a whole number")]
    [InlineData("""{"maxItems":1.5}""", "must be a whole number")]
    [InlineData("""{"minItems":1000000}""", "must not be above 65536")]
    [InlineData("""{"required":["a",1]}""", "must be an array of strings")]
    [InlineData("""{"properties":[]}""", "must be an object")]
    [InlineData("""{"properties":{"a":1}}""", "the schema at '/properties/a' must be an object or a boolean")]
    [InlineData("""{"items":[{}]}""", "write a list of schemas as 'prefixItems'")]
    [InlineData("""{"anyOf":[]}""", "must not be empty")]
    [InlineData("""{"uniqueItems":1}""", "must be true or false")]
    [InlineData("""{"$ref":"#/$defs/a"}""", "refers to '#/$defs/a', which does not exist")]
    [InlineData("""{"$ref":"https://example.com/a"}""", "other documents, ids and anchors are not supported")]
    [InlineData("""{"$ref":"#anchor"}""", "anchors are not supported")]
    [InlineData("""{"$ref":1}""", "must be a string")]
    [InlineData("""{"$ref":"#"}""", "refers to itself")]
    [InlineData("""{"anyOf":[{"type":"null"},{"$ref":"#"}]}""", "refers to itself")]
    [InlineData("""{"allOf":[{"$ref":"#"}]}""", "refers to itself")]
    [InlineData("""{"format":"regex"}""", "'format' at the root is supported for date, time, date-time")]
    [InlineData("""{"pattern":"(?=a)"}""", "looks ahead or behind")]
    [InlineData("""{"pattern":"(?<!a)b"}""", "looks ahead or behind")]
    [InlineData("""{"pattern":"(?i)b"}""", "changes flags")]
    [InlineData("""{"pattern":"(a)\\1"}""", "refers back to a group")]
    [InlineData("""{"pattern":"\\ba"}""", "word boundary")]
    [InlineData("""{"pattern":"\\p{L}"}""", "Unicode property")]
    [InlineData("""{"pattern":"a^b"}""", "in the middle")]
    [InlineData("""{"pattern":"(a"}""", "'(' without a ')'")]
    [InlineData("""{"pattern":"a)"}""", "')' without a '('")]
    [InlineData("""{"pattern":"[a"}""", "'[' without a ']'")]
    [InlineData("""{"pattern":"[b-a]"}""", "range in a class")]
    [InlineData("""{"pattern":"*a"}""", "must be escaped")]
    [InlineData("""{"pattern":"a**"}""", "another quantifier")]
    [InlineData("""{"pattern":"^*"}""", "behind an anchor")]
    [InlineData("""{"pattern":"a{3,2}"}""", "maximum below its minimum")]
    [InlineData("""{"pattern":"a{x}"}""", "that is no quantifier")]
    [InlineData("""{"pattern":"a{2"}""", "'{' without a '}'")]
    [InlineData("""{"pattern":"a{99999}"}""", "above 65536")]
    [InlineData("""{"pattern":"\\y"}""", "unknown escape")]
    [InlineData("""{"pattern":"\\u12"}""", "hexadecimal digits")]
    [InlineData("""{"pattern":"\\ud83d"}""", "half a character")]
    [InlineData("""{"pattern":"a\\"}""", "ends too early")]
    [InlineData("""{"oneOf":[{"type":"integer"},{"type":"number"}]}""", "0 and 1 may overlap")]
    [InlineData("""{"oneOf":[{"type":"string","pattern":"a"},{"type":"string","pattern":"b"}]}""", "may overlap")]
    [InlineData("""{"oneOf":[{"properties":{"a":{}}},{"properties":{"b":{}}}]}""", "may overlap")]
    [InlineData("""{"oneOf":[{"type":"integer"},{"properties":{"a":{}}}]}""", "may overlap")]
    [InlineData("""{"enum":[{"a":1}],"properties":{"a":{}}}""", "'enum' at the root or 'const'")]
    [InlineData("""{"enum":["a"],"pattern":"a"}""", "'enum'")]
    [InlineData("""{"propertyNames":{"maxLength":2},"properties":{"a":{}}}""", "'propertyNames' at the root beside")]
    [InlineData("""{"additionalProperties":{},"minProperties":2}""", "'minProperties' at the root is supported only up to")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#"}},"required":["a"]}""", "can never end")]
    [InlineData("""{"type":"array","items":{"$ref":"#"},"minItems":1}""", "can never end")]
    [InlineData("""{"properties":{"x":false,"a":{"$ref":"#"}},"required":["a"]}""", "the schema at the root can never end")]
    [InlineData("""{"type":"integer","minimum":3,"maximum":2}""", "allows no value")]
    [InlineData("""{"type":"string","minLength":3,"maxLength":2}""", "allows no value")]
    [InlineData("""{"type":"object","properties":{"a":{"allOf":[{"type":"string"},{"type":"null"}]}},"required":["a"]}""", "the schema at '/properties/a' allows no value")]
    [InlineData("""{"required":["b"],"properties":{"a":{}},"additionalProperties":false}""", "allows no value")]
    [InlineData("""{"type":"string","pattern":"^a$","minLength":2}""", "allows no value")]
    [InlineData("""{"type":"integer","exclusiveMinimum":1,"exclusiveMaximum":2}""", "allows no value")]
    [InlineData("false", "allows no value")]
    [InlineData("[]", "must be an object or a boolean")]
    [InlineData("""{"const":"\ud800"}""", "half a surrogate pair")]
    [InlineData("""{"\udc00":1}""", "half a surrogate pair")]
    public void ToGbnf_WhatCannotBeUsed_SaysWhereAndWhy(string schema, string message) => Assert.Contains(
        message, Assert.Throws<JsonSchemaException>(() => SchemaProbe.Gbnf(schema)).Message, StringComparison.Ordinal);

    [Fact]
    public void ToGbnf_Error_NamesPathAndKeyword()
    {
        using JsonDocument schema = JsonDocument.Parse("""{"$defs":{"a/b":{"items":{"format":"x"}}},"properties":{"p":{"$ref":"#/$defs/a~1b"}}}""");

        JsonSchemaException error = Assert.Throws<JsonSchemaException>(() => JsonSchemaGrammar.ToGbnf(schema.RootElement));

        Assert.Equal("/$defs/a~1b/items", error.Path);
        Assert.Equal("format", error.Keyword);
    }

    [Fact]
    public void ToGbnf_LongNames_AreShortenedInMessages()
    {
        string name = new('x', 10_000);

        JsonSchemaException error = Assert.Throws<JsonSchemaException>(() => SchemaProbe.Gbnf(
            $"{{\"properties\":{{\"{name}\":{{\"{name}\":1}}}}}}"));

        Assert.InRange(error.Message.Length, 1, 1_000);
    }
}
