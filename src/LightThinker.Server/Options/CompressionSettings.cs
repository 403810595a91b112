using LightThinker.Engine.Compression;

namespace LightThinker.Server.Options;

/// <summary>
/// Section <c>Compression</c>: what requests leave out. Immutable. What is not set is the model's own.
/// </summary>
/// <param name="Choice">The wish; whether the model can do it is known once it is loaded.</param>
internal sealed record CompressionSettings(CompressionChoice Choice)
{
    public static CompressionSettings Read(SettingsReader reader) => new(new CompressionChoice(
        reader.Text("Compression:Method"),
        reader.OptionalInteger("Compression:Interval", 1, 4096),
        reader.OptionalInteger("Compression:CacheTokens", 1, 1024),
        reader.Flag("Compression:EvictOpeningDelimiter"),
        reader.Flag("Compression:CompressAnswer")));
}
