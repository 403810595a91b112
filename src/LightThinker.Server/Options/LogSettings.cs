using Serilog.Events;

namespace LightThinker.Server.Options;

/// <summary>Section <c>Log</c>. Immutable.</summary>
/// <param name="Level">Least severe level written.</param>
/// <param name="Json">Whether a line is a JSON object rather than text.</param>
internal sealed record LogSettings(LogEventLevel Level, bool Json)
{
    public static LogSettings Read(SettingsReader reader) => new(
        Enum.Parse<LogEventLevel>(
            reader.Choice("Log:Level", "Information", "Verbose", "Debug", "Information", "Warning", "Error", "Fatal")),
        reader.Choice("Log:Format", "text", "text", "json") == "json");
}
