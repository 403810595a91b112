using LightThinker.Engine.Decoding;

namespace LightThinker.Engine.Sampling;

/// <summary>
/// Validated parameters of one request's sampling. Immutable. The neutral value of each parameter switches its stage off.
/// Stages run in this order: logit bias, repetition / presence / frequency penalties, DRY, masks, top-k, typical, top-p,
/// min-p, XTC, temperature, draw. The range checks are the edge's work; values outside make no sense here.
/// </summary>
public sealed record SamplingOptions
{
    /// <summary>Most likely tokens that can be listed beside each sampled one.</summary>
    public const int MaxTopLogprobs = 20;

    private static readonly string[] DefaultDryBreakers = ["\n", ":", "\"", "*"];

    /// <summary>0 … 2; 0 is greedy: the most likely token after bias, masks and penalties, lowest id on a tie.</summary>
    public float Temperature { get; init; } = 1f;

    /// <summary>Keep the k most likely tokens; 0 keeps all.</summary>
    public int TopK { get; init; }

    /// <summary>Keep the smallest set of most likely tokens whose probability reaches this; 0 … 1, 1 keeps all.</summary>
    public float TopP { get; init; } = 1f;

    /// <summary>Drop tokens less likely than this share of the most likely one; 0 … 1, 0 keeps all.</summary>
    public float MinP { get; init; }

    /// <summary>Locally typical sampling: keep the tokens nearest the entropy up to this mass; 0 … 1, 1 keeps all.</summary>
    public float TypicalP { get; init; } = 1f;

    /// <summary>Divides (or multiplies, where negative) the logits of recent tokens; above 0, 1 is off.</summary>
    public float RepetitionPenalty { get; init; } = 1f;

    /// <summary>Subtracted once from the logits of recent tokens; −2 … 2, 0 is off.</summary>
    public float PresencePenalty { get; init; }

    /// <summary>Subtracted from the logits of recent tokens for each occurrence; −2 … 2, 0 is off.</summary>
    public float FrequencyPenalty { get; init; }

    /// <summary>How many of the latest tokens (prompt and output) the penalties look at; 0 switches them off, −1 means all.</summary>
    public int PenaltyWindow { get; init; } = 64;

    /// <summary>
    /// DRY: a token that would prolong a repetition of n earlier tokens, n at least <see cref="DryAllowedLength"/>, loses
    /// this times <see cref="DryBase"/> to the power of n minus that length; 0 or more, 0 is off.
    /// </summary>
    public float DryMultiplier { get; init; }

    /// <summary>How fast the DRY penalty grows with a repetition's length; at least 1.</summary>
    public float DryBase { get; init; } = 1.75f;

    /// <summary>Shortest repetition, in tokens, whose continuation DRY penalises; 0 or more.</summary>
    public int DryAllowedLength { get; init; } = 2;

    /// <summary>How many of the latest tokens (prompt and output) DRY looks at; 0 switches it off, −1 means all.</summary>
    public int DryWindow { get; init; } = -1;

    /// <summary>Texts that no repetition reaches across, wherever token borders lie; none is empty.</summary>
    public IReadOnlyList<string> DryBreakers { get; init; } = DefaultDryBreakers;

    /// <summary>
    /// XTC: how often the most likely tokens are excluded, so that the least likely one among those that reach
    /// <see cref="XtcThreshold"/> becomes the first; 0 … 1, 0 is off.
    /// </summary>
    public float XtcProbability { get; init; }

    /// <summary>Probability that a token excluded by XTC has at least; 0 … 1, above 0.5 is off.</summary>
    public float XtcThreshold { get; init; } = 0.1f;

    /// <summary>Added to the raw logits before anything else; negative infinity forbids the token.</summary>
    public IReadOnlyDictionary<Token, float> LogitBias { get; init; } = new Dictionary<Token, float>();

    /// <summary>Start of the request's own random stream; the same seed gives the same draws.</summary>
    public ulong Seed { get; init; }
}
