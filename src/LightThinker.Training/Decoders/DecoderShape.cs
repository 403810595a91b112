using System.Text.Json.Serialization;

namespace LightThinker.Training.Decoders;

/// <summary>The sizes of a decoder of the Llama family. Immutable.</summary>
internal sealed record DecoderShape
{
    /// <summary>GGUF's name: <c>llama</c>, or <c>qwen2</c>, which has biases on q, k and v.</summary>
    [JsonPropertyName("architecture")]
    public required string Architecture { get; init; }

    [JsonPropertyName("vocabulary")]
    public required int Vocabulary { get; init; }

    /// <summary>Numbers per token between layers.</summary>
    [JsonPropertyName("width")]
    public required int Width { get; init; }

    [JsonPropertyName("layers")]
    public required int Layers { get; init; }

    [JsonPropertyName("heads")]
    public required int Heads { get; init; }

    /// <summary>Heads of keys and values; divides <see cref="Heads"/>.</summary>
    [JsonPropertyName("kv_heads")]
    public required int KvHeads { get; init; }

    /// <summary>Width of the gated feed-forward layer.</summary>
    [JsonPropertyName("feed_forward")]
    public required int FeedForward { get; init; }

    /// <summary>The longest context trained for, in tokens.</summary>
    [JsonPropertyName("context")]
    public required int Context { get; init; }

    [JsonPropertyName("rope_base")]
    public float RopeBase { get; init; } = 10_000;

    [JsonPropertyName("norm_epsilon")]
    public float NormEpsilon { get; init; } = 1e-5f;

    /// <summary>Whether the output layer is the embedding itself.</summary>
    [JsonPropertyName("tied_embeddings")]
    public bool TiedEmbeddings { get; init; } = true;

    [JsonIgnore]
    public int HeadWidth => Width / Heads;

    [JsonIgnore]
    public int KvWidth => HeadWidth * KvHeads;

    [JsonIgnore]
    public bool HasBiases => Architecture == "qwen2";

    /// <exception cref="InvalidDataException">Sizes do not fit together; the message names the field.</exception>
    public DecoderShape Validated()
    {
        Require(Architecture is "llama" or "qwen2", $"architecture '{Architecture}' is not known; use llama or qwen2");
        Require(Vocabulary > 0 && Width > 0 && Layers > 0 && FeedForward > 0 && Context > 0, "every size must be above 0");
        Require(Heads > 0 && Width % Heads == 0, $"width {Width} is not a multiple of heads {Heads}");
        Require(HeadWidth % 2 == 0, $"width / heads is {HeadWidth}; RoPE needs an even number");
        Require(KvHeads > 0 && Heads % KvHeads == 0, $"heads {Heads} is not a multiple of kv_heads {KvHeads}");
        return this;
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidDataException($"Impossible model: {what}.");
        }
    }
}
