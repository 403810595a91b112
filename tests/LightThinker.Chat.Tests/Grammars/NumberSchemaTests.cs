using System.Globalization;

namespace LightThinker.Chat.Tests.Grammars;

public sealed class NumberSchemaTests
{
    [Theory]
    [InlineData("""{"type":"integer"}""", "0¦7¦-12¦9999999999999999", "-0¦01¦1.0¦1e3¦10000000000000000¦+1¦")]
    [InlineData("""{"type":"number"}""", "0¦-1.5¦1e10¦2.5E-3¦-0", "00¦1.¦.5¦1e¦1e100¦1.12345678901234567¦NaN")]
    [InlineData("""{"minimum":3}""", "3¦3.5¦10¦12345678901234.5", "2.9¦-3¦\"a\"¦0¦1e3")]
    [InlineData("""{"type":"integer","minimum":-5,"maximum":12}""", "-5¦-1¦0¦9¦10¦12", "-6¦13¦99¦-0¦1.5")]
    [InlineData("""{"type":"integer","exclusiveMinimum":2.5,"exclusiveMaximum":5}""", "3¦4", "2¦5¦0")]
    [InlineData("""{"type":"integer","minimum":9223372036854775800,"maximum":9223372036854775807}""",
        "9223372036854775800¦9223372036854775807", "9223372036854775808¦9223372036854775799¦5")]
    [InlineData("""{"type":"integer","minimum":1e20}""", "100000000000000000000¦999999999999999999999", "99999999999999999999¦1")]
    [InlineData("""{"type":"integer","multipleOf":10,"minimum":-20,"maximum":100}""", "-20¦-10¦0¦10¦90¦100", "5¦110¦-30¦00¦15")]
    [InlineData("""{"type":"integer","multipleOf":1}""", "0¦-3", "1.5")]
    [InlineData("""{"type":"number","multipleOf":1}""", "0¦-3", "1.5")]
    [InlineData("""{"type":"number","multipleOf":0.01}""", "0¦1.5¦-1.25¦3.10", "1.255¦1e2")]
    [InlineData("""{"type":"number","exclusiveMinimum":0}""", "0.1¦0.00000000000001¦1¦25.5", "0¦0.0¦-1¦0.000")]
    [InlineData("""{"type":"number","exclusiveMaximum":0}""", "-0.1¦-7", "0¦-0¦-0.0¦1")]
    [InlineData("""{"type":"number","minimum":0,"maximum":1}""", "0¦1¦0.5¦1.0¦0.999", "1.01¦-0.1¦2¦1.5")]
    [InlineData("""{"type":"number","minimum":-1.25,"exclusiveMaximum":99.5}""", "-1.25¦-1¦0¦99.49¦99.4999", "-1.26¦99.5¦99.51¦100")]
    [InlineData("""{"type":["integer","null"],"maximum":3}""", "3¦-4¦null", "4¦2.5¦true")]
    [InlineData("""{"allOf":[{"type":"number","minimum":1},{"type":"integer","maximum":3}]}""", "1¦2¦3", "0¦4¦1.5")]
    public void Schema_Numbers_AreThoseInRange(string schema, string accepted, string refused) =>
        SchemaProbe.Check(schema, accepted, refused);

    [Fact]
    public void Schema_RandomIntegerRanges_AreExact()
    {
        var random = new Random(11);
        for (int i = 0; i < 150; i++)
        {
            int low = random.Next(-1_200, 1_200);
            int high = low + random.Next(1_300);
            SchemaProbe probe = SchemaProbe.Of($$"""{"type":"integer","minimum":{{low}},"maximum":{{high}}}""");

            Assert.All(Enumerable.Range(-1_300, 4_000), value =>
                Assert.Equal(value >= low && value <= high, probe.Accepts(value.ToString(CultureInfo.InvariantCulture))));
        }
    }

    [Fact]
    public void Schema_RandomDecimalRanges_AreExact()
    {
        var random = new Random(12);
        for (int i = 0; i < 150; i++)
        {
            decimal low = random.Next(-3_000, 3_000) / (decimal)Math.Pow(10, random.Next(4));
            decimal high = low + (random.Next(1, 3_000) / (decimal)Math.Pow(10, random.Next(4)));
            bool isOpen = random.Next(2) == 0;
            string schema = isOpen
                ? string.Create(CultureInfo.InvariantCulture, $$"""{"type":"number","exclusiveMinimum":{{low}},"exclusiveMaximum":{{high}}}""")
                : string.Create(CultureInfo.InvariantCulture, $$"""{"type":"number","minimum":{{low}},"maximum":{{high}}}""");
            SchemaProbe probe = SchemaProbe.Of(schema);
            for (int sample = 0; sample < 300; sample++)
            {
                decimal around = random.Next(2) == 0 ? low : high;
                decimal value = around + (random.Next(-20, 21) / (decimal)Math.Pow(10, random.Next(6)));
                string text = value.ToString(CultureInfo.InvariantCulture);
                bool isIn = isOpen ? value > low && value < high : value >= low && value <= high;

                Assert.True(isIn == probe.Accepts(text) || (value == 0 && text.StartsWith('-')), $"{schema} {text}");
            }
        }
    }
}
