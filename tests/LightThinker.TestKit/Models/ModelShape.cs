using LightThinker.Gguf;

namespace LightThinker.TestKit.Models;

/// <summary>Sizes and settings of a generated model. Immutable. The defaults are a tiny model's.</summary>
public sealed record ModelShape
{
    public required ModelArchitecture Architecture { get; init; }

    /// <summary>Number of tokens; at least <see cref="ModelVocabulary.MinSize(int)"/>.</summary>
    public int VocabularySize { get; init; } = 300;

    public int Layers { get; init; } = 3;

    /// <summary>Numbers per token between layers; a multiple of <see cref="Heads"/>.</summary>
    public int Width { get; init; } = 128;

    public int FeedForwardWidth { get; init; } = 256;

    public int Heads { get; init; } = 4;

    /// <summary>Key and value heads, each shared by a group of query heads; divides <see cref="Heads"/>.</summary>
    public int KvHeads { get; init; } = 2;

    /// <summary>Positions the file says the model was trained on.</summary>
    public int ContextLength { get; init; } = 2048;

    public float RopeBase { get; init; } = 10_000;

    public float NormEpsilon { get; init; } = 1e-5f;

    /// <summary>Whether the output projection is the embedding table, as in many small models.</summary>
    public bool TiedEmbeddings { get; init; }

    /// <summary>How matrices are stored; norms and biases are always F32.</summary>
    public GgufTensorType WeightType { get; init; } = GgufTensorType.F32;

    /// <summary>Cache tokens <c>&lt;|o_0|&gt;</c> … of the vocabulary, and <c>lightthinker.cache_token_count</c>.</summary>
    public int CacheTokens { get; init; } = 2;

    /// <summary>Written as <c>lightthinker.evict_opening_delimiter</c>.</summary>
    public bool EvictsOpeningDelimiter { get; init; }

    /// <summary>Written as <c>lightthinker.compress_answer</c>.</summary>
    public bool CompressesAnswer { get; init; }

    /// <summary>Numbers per attention head; even.</summary>
    public int HeadWidth => Width / Heads;

    /// <summary>Half a million parameters in 2 MB, <c>llama</c>.</summary>
    public static ModelShape TinyLlama { get; } = new() { Architecture = ModelArchitecture.Llama };

    /// <summary>Half a million parameters in 2 MB, <c>qwen2</c>.</summary>
    public static ModelShape TinyQwen2 { get; } = new() { Architecture = ModelArchitecture.Qwen2 };

    /// <summary>Qwen2.5-0.5B's sizes: 494 million parameters, 1 GB as F16 and 0.53 GB as Q8.</summary>
    public static ModelShape HalfBillion { get; } = new()
    {
        Architecture = ModelArchitecture.Qwen2,
        VocabularySize = 151_936,
        Layers = 24,
        Width = 896,
        FeedForwardWidth = 4864,
        Heads = 14,
        KvHeads = 2,
        ContextLength = 32_768,
        RopeBase = 1_000_000,
        NormEpsilon = 1e-6f,
        TiedEmbeddings = true,
        WeightType = GgufTensorType.Q8,
        CacheTokens = 9,
    };

    /// <exception cref="ArgumentException">The sizes do not fit together; the message names the property.</exception>
    internal void Validate()
    {
        Require(Layers > 0, "Layers must be at least 1");
        Require(FeedForwardWidth > 0, "FeedForwardWidth must be at least 1");
        Require(ContextLength > 0, "ContextLength must be at least 1");
        Require(Heads > 0 && Width % Heads == 0, "Width must be a multiple of Heads");
        Require(HeadWidth % 2 == 0, "Width / Heads must be even");
        Require(KvHeads > 0 && Heads % KvHeads == 0, "Heads must be a multiple of KvHeads");
        Require(CacheTokens > 0, "CacheTokens must be at least 1");
        Require(
            VocabularySize >= ModelVocabulary.MinSize(CacheTokens),
            $"VocabularySize must be at least {ModelVocabulary.MinSize(CacheTokens)} for {CacheTokens} cache tokens");
    }

    private static void Require(bool holds, string rule)
    {
        if (!holds)
        {
            throw new ArgumentException($"{rule}.");
        }
    }
}
