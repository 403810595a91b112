namespace LightThinker.Server.Options;

/// <summary>Section <c>Model</c>: which model is served, and under what name. Immutable.</summary>
internal sealed record ModelSettings
{
    private const string EmbeddedModel = "models/lightthinker-tiny.gguf";

    /// <summary>Full path of an existing GGUF file; of a split model, its first part.</summary>
    public required string Path { get; init; }

    /// <summary>The model's id in requests and answers.</summary>
    public required string Id { get; init; }

    /// <summary>Other ids that requests may use.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>Layers kept on the GPU; null means all, where there is a GPU.</summary>
    public required int? GpuLayers { get; init; }

    /// <summary>Text of a Jinja template that replaces the model's own; null where there is none.</summary>
    public required string? ChatTemplate { get; init; }

    public static ModelSettings Read(SettingsReader reader)
    {
        string path = FullPath(reader, "Model:Path") ?? System.IO.Path.Combine(AppContext.BaseDirectory, EmbeddedModel);
        string? template = FullPath(reader, "Model:ChatTemplate");
        return new ModelSettings
        {
            Path = path,
            Id = reader.Text("Model:Id") ?? System.IO.Path.GetFileNameWithoutExtension(path),
            Aliases = reader.List("Model:Aliases"),
            GpuLayers = reader.OptionalInteger("Model:GpuLayers", 0, 10_000),
            ChatTemplate = template is null || !File.Exists(template) ? null : File.ReadAllText(template),
        };
    }

    // A relative path is looked up where the server was started, then beside the server.
    private static string? FullPath(SettingsReader reader, string key)
    {
        if (reader.Text(key) is not { } path)
        {
            return null;
        }

        string[] candidates =
            [System.IO.Path.GetFullPath(path), System.IO.Path.Combine(AppContext.BaseDirectory, path)];
        string? found = candidates.FirstOrDefault(File.Exists);
        if (found is null)
        {
            reader.Refuse(key, path, $"an existing file, and there is none at {candidates[0]}");
        }

        return found ?? candidates[0];
    }
}
