using LightThinker.Chat.Reasoning;
using LightThinker.Chat.Templates;
using LightThinker.Chat.Tools;
using LightThinker.Engine.Compression;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Phases;
using LightThinker.Engine.Sampling;
using LightThinker.Engine.Scheduling;
using LightThinker.Server.Embeddings;

namespace LightThinker.Server.Hosting;

/// <summary>The model that requests are served with, and all that is known of it. Immutable and thread-safe.</summary>
internal sealed record ServedModel
{
    /// <summary>Its id in answers.</summary>
    public required string Id { get; init; }

    /// <summary>Other ids that requests may use.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>When its file was written.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>See <see cref="ModelFingerprint"/>.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Most tokens of prompt and answer that can be held at once without compression.</summary>
    public required int ContextLength { get; init; }

    public required ModelDescription Description { get; init; }

    public required IVocabulary Vocabulary { get; init; }

    public required InferenceEngine Engine { get; init; }

    /// <summary>What embeds with it; null where it does not.</summary>
    public EmbeddingEngine? Embeddings { get; init; }

    /// <summary>Why it does not embed; null where it does.</summary>
    public string? EmbeddingObstacle { get; init; }

    public required CompressionCatalog Compression { get; init; }

    public required ChatTemplate Template { get; init; }

    /// <summary>How it delimits its reasoning; null where it does not reason.</summary>
    public required ReasoningFormat? Reasoning { get; init; }

    /// <summary>How it writes calls of tools; null where that cannot be read.</summary>
    public required ToolCallFormat? ToolCalls { get; init; }

    /// <summary>How it samples where a request does not say.</summary>
    public required SamplingOptions Sampling { get; init; }

    /// <summary>The delimiters of its output, as the engine reads them.</summary>
    public IReadOnlyList<PhaseMarker> PhaseMarkers => field ??= Markers(Reasoning);

    public bool Answers(string id) => id == Id || Aliases.Contains(id);

    private static List<PhaseMarker> Markers(ReasoningFormat? format)
    {
        if (format is null)
        {
            return [];
        }

        var markers = new List<PhaseMarker>
        {
            new(format.Open, Phase.Reasoning),
            new(format.Close, Phase.Answer),
        };
        if (format.AnswerOpen is { } open)
        {
            markers.Add(new PhaseMarker(open, Phase.Answer));
        }

        if (format.AnswerClose is { } close)
        {
            markers.Add(new PhaseMarker(close, Phase.Answer));
        }

        return markers;
    }
}
