using LightThinker.TestKit.Schemas;

namespace LightThinker.Chat.Tests.Grammars;

public sealed class AjvValidatorTests
{
    [Theory]
    [InlineData("""{"type":"integer","minimum":3}""", "4", "2")]
    [InlineData("""{"type":"string","pattern":"^\\d+$","maxLength":2}""", "\"12\"", "\"123\"")]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"prefixItems":[{"const":1}],"items":false}}}""", "[1]", "[1,2]")]
    [InlineData("true", "{}", "{\"a\":}")]
    public void Check_TextsForAndAgainst_AreToldApart(string schema, string valid, string invalid)
    {
        using var validator = new AjvValidator();

        Assert.Null(validator.Check(schema, valid));
        Assert.NotNull(validator.Check(schema, invalid));
    }
}
