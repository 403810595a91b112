using System.Text.Json;
using System.Text.RegularExpressions;
using LightThinker.Chat.Grammars;

namespace LightThinker.Chat.Tests.Grammars;

public sealed class StringSchemaTests
{
    private static readonly string[] Quantifiers = ["*", "+", "?", "{2}", "{1,3}", "{2,}", "*?"];

    [Theory]
    [InlineData("""{"type":"string"}""", """
        ""¦"a\n\u00e9\/"¦"\ud83d\ude00"¦"é😀"¦"\\\""¦"\u0000"
        """, "\"\n\"¦\"\t\"¦\"\\ud83d\"¦\"\\ude00\"¦\"\\ud83d\\u0041\"¦\"\\x\"¦\"a¦a\"¦'a'¦\"\\u12\"")]
    [InlineData("""{"type":"string","minLength":2,"maxLength":3}""", """
        "ab"¦"abc"¦"\n\n\n"¦"😀😀"¦"\ud83d\ude00\ud83d\ude00\u0041"¦"\"\\"
        """, """
        ""¦"a"¦"abcd"¦"😀"¦"\ud83d\ude00"
        """)]
    [InlineData("""{"maxLength":0}""", "\"\"", "\"a\"¦1")]
    [InlineData("""{"type":"string","pattern":"^[A-Z]{3}-\\d{2,}$"}""", "\"ABC-12\"¦\"ABC-123456\"", "\"ABC-1\"¦\"aBC-12\"¦\" ABC-12\"¦\"ABC-12 \"")]
    [InlineData("""{"type":"string","pattern":"ab?c"}""", "\"abc\"¦\"xxacyy\"¦\"😀ac\\n\"", "\"abb\"¦\"\"¦\"xyz\"")]
    [InlineData("""{"type":"string","pattern":"^a|b$"}""", "\"a\"¦\"axx\"¦\"xxb\"¦\"b\"", "\"xa\"¦\"bx\"¦\"x\"")]
    [InlineData("""{"type":"string","pattern":"(^|,)x(,|$)"}""", "\"x\"¦\"a,x\"¦\"x,b\"¦\"a,x,b\"", "\"ax\"¦\"xb\"¦\"\"")]
    [InlineData("""{"type":"string","pattern":"^(?<year>\\d{4})(?:-(?:0[1-9]|1[0-2]))??$"}""", "\"2026\"¦\"2026-12\"", "\"2026-13\"¦\"26\"")]
    [InlineData("""{"type":"string","pattern":"^[\\s\"\\\\]+$"}""", """
        " "¦"\n\""¦"\\"¦"\t\r\u000b"
        """, "\"a\"¦\"\"¦\"\n\"")]
    [InlineData("""{"type":"string","pattern":"^\\u00e9\\x41\\cA\\u{1F600}\\ud83d\\ude00$"}""", "\"éA\\u0001😀😀\"", "\"eA\"¦\"\"")]
    [InlineData("""{"type":"string","pattern":"^[^a-c]$"}""", "\"d\"¦\"😀\"¦\"\\n\"¦\"\\\"\"", "\"a\"¦\"\"¦\"dd\"¦\"\"\"")]
    [InlineData("""{"type":"string","pattern":"^.*$"}""", "\"\"¦\"abc\"", "\"\\n\"")]
    [InlineData("""{"type":"string","pattern":"^[a-z]+$","maxLength":3}""", "\"a\"¦\"abc\"", "\"\"¦\"abcd\"¦\"A\"")]
    [InlineData("""{"type":"string","pattern":"b","minLength":3,"maxLength":4}""", "\"abc\"¦\"xxb\"¦\"bbbb\"", "\"b\"¦\"acd\"¦\"abcde\"")]
    [InlineData("""{"type":"string","allOf":[{"pattern":"a"},{"pattern":"b"}]}""", "\"ab\"¦\"ba\"¦\"xbxax\"", "\"a\"¦\"b\"¦\"\"")]
    [InlineData("""{"type":"string","format":"date","pattern":"^2"}""", "\"2026-01-31\"", "\"1999-01-31\"¦\"2026-02-30\"")]
    [InlineData("""{"type":"string","pattern":"^$"}""", "\"\"", "\"a\"")]
    [InlineData("""{"type":"string","pattern":"^(a*)*b$"}""", "\"b\"¦\"aab\"", "\"a\"¦\"\"")]
    public void Schema_Strings_AreThoseAllowed(string schema, string accepted, string refused) =>
        SchemaProbe.Check(schema, accepted, refused);

    // What libraries write for a web address, an address of mail and a time.
    [Theory]
    [InlineData("""{"format":"uri","minLength":1,"maxLength":2083}""", "\"https://example.com/a?b=c\"", "\"x\"")]
    [InlineData("""{"format":"email","maxLength":254}""", "\"a@example.com\"", "\"x\"")]
    [InlineData("""
        {"type":"string","format":"date-time","pattern":"^(?:(?:\\d\\d[2468][048]|\\d\\d[13579][26]|\\d\\d0[48]|[02468][048]00|[13579][26]00)-02-29|\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|(?:02)-(?:0[1-9]|1\\d|2[0-8])))T(?:(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d+)?)?(?:Z))$"}
        """, "\"2024-02-29T10:20:30Z\"¦\"2026-01-02T10:20:30.5Z\"", "\"2023-02-29T10:20:30Z\"¦\"2026-01-02T10:20Z\"¦\"2026-01-02T10:20:30+01:00\"")]
    [InlineData("""{"pattern":"^[a-z]+$","maxLength":100000}""", "\"abc\"", "\"\"")]
    [InlineData("""{"type":"integer","minimum":-9007199254740991,"maximum":9007199254740991}""", "9007199254740991¦0¦-9007199254740991", "9007199254740992")]
    public void Schema_OfCommonLibraries_IsSupported(string schema, string accepted, string refused) =>
        SchemaProbe.Check(schema, accepted, refused);

    [Theory]
    [InlineData("a{300}", 300)]
    [InlineData("^(?:ab){256,300}$", 600)]
    [InlineData("^a{1,70}$", 70)]
    public void Schema_LongCounts_AreExact(string pattern, int length)
    {
        SchemaProbe probe = SchemaProbe.Of($$"""{"type":"string","pattern":"{{pattern}}"}""");
        string text = pattern.Contains('b', StringComparison.Ordinal)
            ? string.Concat(Enumerable.Repeat("ab", length / 2))
            : new string('a', length);

        Assert.True(probe.Accepts($"\"{text}\""));
        Assert.Equal(!pattern.Contains('^', StringComparison.Ordinal), probe.Accepts($"\"{text}a\""));
        Assert.Equal(pattern == "^a{1,70}$" || pattern.Contains("256", StringComparison.Ordinal), probe.Accepts($"\"{text[..^2]}\""));
    }

    [Theory]
    [InlineData(0, 257)]
    [InlineData(255, 300)]
    [InlineData(256, 256)]
    [InlineData(300, 4_097)]
    [InlineData(17, 5_000)]
    [InlineData(300, null)]
    public void Schema_LongLengths_AreExact(int min, int? max)
    {
        SchemaProbe probe = SchemaProbe.Of(max is null
            ? $$"""{"type":"string","minLength":{{min}}}"""
            : $$"""{"type":"string","minLength":{{min}},"maxLength":{{max}}}""");
        int last = (max ?? min) + 20;
        for (int length = 0; length <= last; length += length < 600 || length > last - 40 ? 1 : 37)
        {
            Assert.Equal(length >= min && !(length > max), probe.Accepts($"\"{new string('x', length)}\""));
        }
    }

    [Fact]
    public void Schema_PatternWithVeryLongLength_WritesShorterStringsOnly()
    {
        SchemaProbe probe = SchemaProbe.Of("""{"type":"string","pattern":"^[a-z]+$","maxLength":100000}""");

        Assert.True(probe.Accepts($"\"{new string('x', 1_000)}\""));
        Assert.False(probe.Accepts($"\"{new string('x', 1_001)}\""));
    }

    // Whatever the pattern, the grammar takes a text exactly if the regular expression finds a match in it.
    [Fact]
    public void Schema_RandomPatterns_MatchAsRegularExpressions()
    {
        var random = new Random(5);
        int matches = 0;
        int refused = 0;
        for (int i = 0; i < 600; i++)
        {
            string pattern = Pattern(random, 3);
            bool hasLength = random.Next(3) == 0;
            string length = hasLength ? ",\"minLength\":1,\"maxLength\":4" : "";
            SchemaProbe probe;
            try
            {
                probe = SchemaProbe.Of($$"""{"type":"string","pattern":{{JsonSerializer.Serialize(pattern)}}{{length}}}""");
            }
            catch (JsonSchemaException)
            {
                // An anchor in the middle, or nothing that the lengths leave.
                refused++;
                continue;
            }

            var regex = new Regex(pattern, RegexOptions.ECMAScript);
            for (int sample = 0; sample < 60; sample++)
            {
                string text = string.Concat(Enumerable.Range(0, random.Next(7)).Select(_ => "abc-"[random.Next(4)]));
                bool isMatch = regex.IsMatch(text) && (!hasLength || text.Length is >= 1 and <= 4);
                matches += isMatch ? 1 : 0;

                Assert.True(isMatch == probe.Accepts($"\"{text}\""), $"{pattern} and '{text}'");
            }
        }

        Assert.InRange(matches, 5_000, 30_000);
        Assert.InRange(refused, 0, 150);
    }

    private static string Pattern(Random random, int depth) => random.Next(depth == 0 ? 4 : 11) switch
    {
        0 => "a",
        1 => "[ab]",
        2 => "[^a]",
        3 => "\\w",
        4 => $"{Pattern(random, 0)}{Quantifiers[random.Next(Quantifiers.Length)]}",
        5 => $"(?:{Pattern(random, depth - 1)}|{Pattern(random, depth - 1)})",
        6 => $"({Pattern(random, depth - 1)}){(random.Next(2) == 0 ? "*" : "?")}",
        7 => $"^{Pattern(random, depth - 1)}",
        8 => $"{Pattern(random, depth - 1)}$",
        9 => $"{Pattern(random, depth - 1)}|{Pattern(random, depth - 1)}",
        _ => $"{Pattern(random, depth - 1)}{Pattern(random, depth - 1)}",
    };
}
