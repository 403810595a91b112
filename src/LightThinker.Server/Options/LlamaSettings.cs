namespace LightThinker.Server.Options;

/// <summary>Section <c>Llama</c>: the native runtime. Immutable.</summary>
internal sealed record LlamaSettings
{
    /// <summary>Folder with native libraries of the user's own; null for those shipped with the server.</summary>
    public required string? LibraryPath { get; init; }

    public static LlamaSettings Read(SettingsReader reader)
    {
        const string key = "Llama:LibraryPath";
        string? path = reader.Text(key);
        if (path is not null && !Directory.Exists(path))
        {
            reader.Refuse(key, path, "an existing folder with the llama.cpp libraries");
        }

        return new LlamaSettings { LibraryPath = path is null ? null : Path.GetFullPath(path) };
    }
}
