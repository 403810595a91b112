using System.Diagnostics;
using System.Globalization;
using LightThinker.Chat.Templates;

namespace LightThinker.Chat.Tests.Templates;

// Alone, because it measures time.
[Collection(nameof(HostileTemplateTests))]
[CollectionDefinition(nameof(HostileTemplateTests), DisableParallelization = true)]
public sealed class HostileTemplateTests(ITestOutputHelper output)
{
    private const long Megabyte = 1 << 20;
    private const string SchedulerStatistics = "/proc/thread-self/schedstat";
    private static readonly TimeSpan Overrun = TimeSpan.FromMilliseconds(100);

    // Doubles a text or list in x as often as the first argument says.
    private static string Doubled(int times, string start) =>
        "{% set ns = namespace(x=" + start + ") %}{% for i in range(" + times + ") %}"
        + "{% set ns.x = ns.x + ns.x %}{% endfor %}";

    public static TheoryData<string, string> Templates => new()
    {
        {
            "nested loops",
            "{% for i in range(99999) %}{% for j in range(99999) %}{% set x = i * j %}{% endfor %}{% endfor %}"
        },
        { "empty loops", "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}" },
        { "gigantic range", "{{ range(1000000000) | length }}" },
        { "backward range", "{{ range(0, -1000000000, -1) | length }}" },
        { "growing range", "{% for i in range(99999) %}{{ range(99999) | length }}{% endfor %}" },
        { "doubled text", Doubled(60, "'aaaaaaaaaaaaaaaa'") + "{{ ns.x | length }}" },
        { "doubled list", Doubled(60, "[1, 2, 3, 4]") + "{{ ns.x | length }}" },
        { "repeated text", "{{ 'a\nb' | indent(width=500000000) }}" },
        { "indented JSON", "{{ [1, [2]] | tojson(indent=400000000) }}" },
        {
            "joined list",
            Doubled(15, "'aaaaaaaaaaaaaaaa'") + "{% set text = ns.x %}" + Doubled(12, "[1, 2, 3, 4]")
                + "{{ ns.x | join(text) | length }}"
        },
        { "escaped text", Doubled(21, "'\u0001\u0001\u0001\u0001'") + "{{ ns.x | tojson | length }}" },
        { "replaced text", Doubled(16, "'aaaaaaaaaaaaaaaa'") + "{{ ns.x | replace('a', ns.x) | length }}" },
        { "long pattern", Doubled(17, "'................'") + "{{ ns.x | replace(ns.x, '') | length }}" },
        { "long plain pattern", Doubled(17, "'aaaaaaaaaaaaaaaa'") + "{{ ns.x | replace(ns.x ~ 'b', '') | length }}" },
        {
            "long replacement",
            Doubled(4, "'aaaaaaaaaaaaaaaa'") + "{% set a = ns.x %}" + Doubled(16, "'bbbbbbbbbbbbbbbb'")
                + "{{ a.replace('a', ns.x) | length }}"
        },
        {
            "upper case",
            Doubled(20, "'aaaaaaaaaaaaaaaa'")
                + "{% for i in range(99999) %}{% set y = ns.x | upper %}{% endfor %}"
        },
        { "split text", Doubled(20, "'aaaaaaaaaaaaaaaa'") + "{{ ns.x.split('a') | length }}" },
        {
            "slow search",
            Doubled(15, "'aaaaaaaaaaaaaaaa'") + "{% set a = ns.x %}" + Doubled(16, "'bbbbbbbbbbbbbbbb'")
                + "{{ (a ~ 'x' ~ a ~ ns.x) in (a ~ a ~ a ~ a ~ ns.x ~ ns.x) }}"
        },
        {
            "slow split",
            Doubled(15, "'aaaaaaaaaaaaaaaa'") + "{% set a = ns.x %}" + Doubled(16, "'bbbbbbbbbbbbbbbb'")
                + "{{ (a ~ a ~ a ~ a ~ ns.x ~ ns.x).split(a ~ 'x' ~ a ~ ns.x) | length }}"
        },
        {
            "many searches",
            Doubled(11, "'aaaaaaaaaaaaaaaa'")
                + "{% set a = ns.x[:8000] %}{% set h = ns.x ~ ('b' ~ ns.x).replace('a', 'b') %}"
                + "{% for i in range(99999) %}{% set y = (a ~ 'x' ~ a ~ 'b') in h %}{% endfor %}"
        },
        { "endless recursion", "{% macro f(n) %}{{ f(n + 1) }}{% endmacro %}{{ f(0) }}" },
        {
            "branching recursion",
            "{% macro f(n) %}{% if n < 60 %}{{ f(n + 1) }}{{ f(n + 1) }}{% endif %}{% endmacro %}{{ f(0) }}"
        },
    };

    [Theory]
    [MemberData(nameof(Templates))]
    public void Render_HostileTemplate_IsStoppedWithinItsLimits(string name, string template) =>
        AssertStopped(name, template, new ChatTemplateLimits { Time = TimeSpan.FromMilliseconds(400) });

    [Theory]
    [InlineData("{% for i in range(9999) %}{% for j in range(9999) %}{% set x = i * j %}{% endfor %}{% endfor %}")]
    [InlineData("{{ range(1000000000) | length }}")]
    [InlineData("{% for i in range(9999) %}{% set x = range(9999) | join(',') | replace('1', 'one') %}{% endfor %}")]
    public void Render_EndlessTemplateWithMemoryToSpare_IsStoppedInTime(string template) =>
        AssertStopped(
            "time only",
            template,
            new ChatTemplateLimits { Time = TimeSpan.FromMilliseconds(200), MemoryBytes = 4096 * Megabyte });

    [Theory]
    [InlineData("a ~ 'x' ~ a ~ b", "the length of a text to replace")]
    [InlineData("'y' ~ a ~ a ~ a ~ a", "the length of a text to replace")]
    public void Render_ReplacementThatWouldTakeSeconds_IsRefusedAtOnce(string replaced, string limit)
    {
        var template = Doubled(7, "'aaaaaaaaaaaaaaaa'") + "{% set a = ns.x[:1300] %}{% set b = a.replace('a', 'b') %}"
            + Doubled(10, "(a ~ a ~ b ~ b)") + "{{ ns.x | replace(" + replaced + ", '') | length }}";
        var error = Assert.Throws<ChatTemplateException>(() => ChatTemplate.Compile(template, new()).Render([]));
        Assert.EndsWith($"limit of {limit}.", error.Message, StringComparison.Ordinal);
    }

    private void AssertStopped(string name, string template, ChatTemplateLimits limits)
    {
        ChatTemplate.Preload();
        var hostile = ChatTemplate.Compile(template, new ChatTemplateOptions { Limits = limits });

        // The thread's own time, as another process may hold the processor at the wrong moment; and the best of three.
        var best = TimeSpan.MaxValue;
        for (var attempt = 0; attempt < 3 && best > limits.Time + Overrun; attempt++)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var start = ThreadTime();
            var error = Assert.Throws<ChatTemplateException>(() => hostile.Render([new ChatMessage("user", "Hi")]));
            var taken = ThreadTime() - start;
            best = taken < best ? taken : best;
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;

            output.WriteLine($"{name}: {taken.TotalMilliseconds:F0} ms, {allocated / Megabyte} MB: {error.Message}");
            Assert.Equal(ChatTemplateError.LimitExceeded, error.Error);
            Assert.InRange(allocated, 0, limits.MemoryBytes + (64 * Megabyte));
        }

        Assert.InRange(best, TimeSpan.Zero, limits.Time + Overrun);
    }

    // Time this thread has computed, where the system tells; else time that has passed.
    private static TimeSpan ThreadTime() => File.Exists(SchedulerStatistics)
        ? TimeSpan.FromMicroseconds(long.Parse(File.ReadAllText(SchedulerStatistics).Split(' ')[0], CultureInfo.InvariantCulture) / 1000.0)
        : Stopwatch.GetElapsedTime(0);
}
