using LightThinker.Chat.Templates;

namespace LightThinker.Chat.Tests.Templates;

public sealed class StrftimeTests
{
    private static readonly DateTimeOffset Time = new(2026, 3, 5, 15, 7, 9, TimeSpan.FromHours(-3.5));

    [Theory]
    [InlineData("%d %b %Y", "05 Mar 2026")]
    [InlineData("%Y-%m-%d", "2026-03-05")]
    [InlineData("%F %T%z", "2026-03-05 15:07:09-0330")]
    [InlineData("%A, %B %-d", "Thursday, March 5")]
    [InlineData("%I:%M %p", "03:07 PM")]
    [InlineData("%a %e %y %j %H %S %h", "Thu  5 26 064 15 09 Mar")]
    [InlineData("100%% %Q % %-", "100% %Q % %-")]
    [InlineData("%-H %-I", "15 3")]
    public void Format_Directive_IsWrittenAsInPython(string format, string text) =>
        Assert.Equal(text, Strftime.Format(Time, format));

    [Fact]
    public void Format_UnpaddedZero_KeepsOneDigit() =>
        Assert.Equal("0", Strftime.Format(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), "%-M"));
}
