using LightThinker.Server.Messages;

namespace LightThinker.Server.Tests.Messages;

public sealed class MessagesFieldsTests
{
    public static TheoryData<string, string> Rows() =>
    [
        .. MessagesFields.Ignored.Select(name => (name, "ignored")),
        .. MessagesFields.Refused.Keys.Select(name => (name, "refused")),
    ];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Documentation_OfAFieldWithoutEffect_SaysSo(string field, string effect)
    {
        string[] page = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "api.md"));
        string row = page.SkipWhile(line => line != "## Anthropic's protocol")
            .First(line => line.StartsWith('|') && line.Split('|')[1].Contains($"`{field}`", StringComparison.Ordinal));

        Assert.Equal(effect, row.Split('|')[2].Trim());
    }
}
