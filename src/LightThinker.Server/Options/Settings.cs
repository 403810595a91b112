using System.Diagnostics.CodeAnalysis;

namespace LightThinker.Server.Options;

/// <summary>Every setting of the server, validated. Immutable. Read once at start.</summary>
internal sealed record Settings
{
    public required ServerSettings Server { get; init; }

    public required ModelSettings Model { get; init; }

    public required LlamaSettings Llama { get; init; }

    public required EngineSettings Engine { get; init; }

    public required GenerationSettings Generation { get; init; }

    public required CompressionSettings Compression { get; init; }

    public required ReasoningSettings Reasoning { get; init; }

    public required EmbeddingSettings Embeddings { get; init; }

    public required ResponsesSettings Responses { get; init; }

    public required LogSettings Log { get; init; }

    /// <summary>Reads settings from appsettings.json, the environment and the command line.</summary>
    /// <param name="configuration">Where to read.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="error">The first mistake, in one line that names its key.</param>
    public static bool TryRead(
        IConfiguration configuration,
        [NotNullWhen(true)] out Settings? settings,
        [NotNullWhen(false)] out string? error)
    {
        var reader = new SettingsReader(configuration);
        Settings read = Read(reader);
        reader.RefuseUnknownKeys();
        error = reader.Error;
        settings = error is null ? read : null;
        return error is null;
    }

    /// <summary>Reads every key; what is wrong with them is <see cref="SettingsReader.Error"/>.</summary>
    public static Settings Read(SettingsReader reader) => new()
    {
        Server = ServerSettings.Read(reader),
        Model = ModelSettings.Read(reader),
        Llama = LlamaSettings.Read(reader),
        Engine = EngineSettings.Read(reader),
        Generation = GenerationSettings.Read(reader),
        Compression = CompressionSettings.Read(reader),
        Reasoning = ReasoningSettings.Read(reader),
        Embeddings = EmbeddingSettings.Read(reader),
        Responses = ResponsesSettings.Read(reader),
        Log = LogSettings.Read(reader),
    };
}
