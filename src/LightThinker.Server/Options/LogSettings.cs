using Serilog.Events;

namespace LightThinker.Server.Options;

/// <summary>Section <c>Log</c>. Immutable.</summary>
/// <param name="Level">Least severe level written.</param>
/// <param name="Json">Whether a line is a JSON object rather than text.</param>
internal sealed record LogSettings(LogEventLevel Level, bool Json)
{
    public static LogSettings Read(SettingsReader reader) => new(
        reader.Choice(
            "Log:Level",
            LogEventLevel.Information,
            ("Verbose", LogEventLevel.Verbose),
            ("Debug", LogEventLevel.Debug),
            ("Information", LogEventLevel.Information),
            ("Warning", LogEventLevel.Warning),
            ("Error", LogEventLevel.Error),
            ("Fatal", LogEventLevel.Fatal)),
        reader.Choice("Log:Format", false, ("text", false), ("json", true)));
}
