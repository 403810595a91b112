using LightThinker.Engine.Decoding;

namespace LightThinker.Server.Options;

/// <summary>Section <c>Embeddings</c>: whether and how inputs are turned into vectors. Immutable.</summary>
internal sealed record EmbeddingSettings
{
    /// <summary>Whether embeddings are served at all, where the model can.</summary>
    public required bool Enabled { get; init; }

    /// <summary>How the vectors of tokens become one; null takes what the model's file says.</summary>
    public required Pooling? Pooling { get; init; }

    /// <summary>Tokens of the longest input, and KV cells taken for embeddings.</summary>
    public required int ContextTokens { get; init; }

    /// <summary>Requests that wait; more are answered with 429.</summary>
    public required int MaxQueued { get; init; }

    /// <summary>Whether the model was trained so that the first numbers of a vector are a vector too.</summary>
    public required bool Matryoshka { get; init; }

    public static EmbeddingSettings Read(SettingsReader reader) => new()
    {
        Enabled = reader.Flag("Embeddings:Enabled") ?? true,
        Pooling = reader.Choice(
            "Embeddings:Pooling",
            null,
            ("auto", (Pooling?)null),
            ("mean", Engine.Decoding.Pooling.Mean),
            ("cls", Engine.Decoding.Pooling.Cls),
            ("last", Engine.Decoding.Pooling.Last)),
        ContextTokens = reader.Integer("Embeddings:ContextTokens", 2048, 1, 1_048_576),
        MaxQueued = reader.Integer("Embeddings:MaxQueued", 256, 1, 100_000),
        Matryoshka = reader.Flag("Embeddings:Matryoshka") ?? false,
    };
}
