using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Text.Json;

namespace LightThinker.Chat.Tests.Grammars;

public sealed class FormatSchemaTests
{
    private static readonly Dictionary<string, Func<string, bool>> IsValid = new()
    {
        ["date"] = text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        ["time"] = text => DateTimeOffset.TryParse($"2026-05-05T{text}", CultureInfo.InvariantCulture, out _),
        ["date-time"] = text => text.StartsWith("000", StringComparison.Ordinal) || text.StartsWith("9999-12-31", StringComparison.Ordinal)
            || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
        ["uuid"] = text => Guid.TryParseExact(text, "D", out _),
        ["email"] = text => MailAddress.TryCreate(text, out MailAddress? address) && address.Address == text,
        ["ipv4"] = text => IPAddress.TryParse(text, out IPAddress? address) && address.ToString() == text,
        ["ipv6"] = text => IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6,
        ["hostname"] = text => Uri.CheckHostName(text) == UriHostNameType.Dns && text.Length <= 253,
        ["uri"] = text => Uri.TryCreate(text, UriKind.Absolute, out _),
    };

    public static TheoryData<string> Formats() => [.. IsValid.Keys];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Schema_Format_WritesValidTextsOnly(string format)
    {
        var random = new Random(6);
        var walk = new GrammarWalk(SchemaProbe.Gbnf($$"""{"type":"string","format":"{{format}}"}"""), random);
        int finished = 0;
        for (int i = 0; i < 300; i++)
        {
            if (walk.Write(maxTokens: 300) is { } written)
            {
                finished++;
                string text = JsonSerializer.Deserialize<string>(written)!;

                Assert.True(IsValid[format](text), text);
            }
        }

        Assert.InRange(finished, 200, 300);
    }

    [Theory]
    [InlineData("date", "2026-12-31¦2024-02-29¦2000-02-29¦0001-01-01", "2026-02-29¦1900-02-29¦2026-04-31¦2026-13-01¦2026-1-01¦0000-01-01")]
    [InlineData("time", "00:00:00Z¦23:59:59.123+05:30", "24:00:00Z¦12:00Z¦12:00:00¦12:00:60Z¦12:00:00+14:30")]
    [InlineData("date-time", "2026-01-02T03:04:05Z¦2026-01-02T03:04:05.5-08:00", "2026-01-02 03:04:05Z¦2026-01-02T03:04:05¦2026-02-30T03:04:05Z")]
    [InlineData("uuid", "123e4567-e89b-12d3-a456-426614174000", "123e4567e89b12d3a456426614174000¦123e4567-e89b-12d3-a456-42661417400g")]
    [InlineData("email", "jane.doe+tag@example.com¦a@b", "jane@¦@example.com¦a b@c.d¦.a@b.c¦a@-b.c")]
    [InlineData("ipv4", "0.0.0.0¦255.255.255.255¦192.168.1.10", "256.1.1.1¦1.2.3¦01.2.3.4¦1.2.3.4.5")]
    [InlineData("ipv6", "::¦::1¦fe80::1¦1:2:3:4:5:6:7:8¦1:2:3:4:5:6:7::¦2001:DB8::8:800:200C:417A", "1::2::3¦1:2:3¦12345::¦1:2:3:4:5:6:7:8:9¦:1")]
    [InlineData("hostname", "example.com¦localhost¦a-b.c1.example", "-a.com¦a-.com¦a..b¦example.¦a_b.com¦1.2.3.4")]
    [InlineData("uri", "https://example.com¦http://a.b:8080/x/y?q=1&r=%20#top¦ftp://host/", "example.com¦/path¦http://¦http://a b¦http://a/%zz")]
    public void Schema_Format_TakesTheUsualTexts(string format, string valid, string invalid) => SchemaProbe.Check(
        $$"""{"type":"string","format":"{{format}}"}""", Quoted(valid), Quoted(invalid));

    private static string Quoted(string texts) => string.Join('¦', texts.Split('¦').Select(text => $"\"{text}\""));
}
