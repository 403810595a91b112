using System.Text.Json.Serialization;
using LightThinker.Training.Sequences;

namespace LightThinker.Training.Runs;

/// <summary>Everything that decides what a run makes, besides the machine's rounding. Stored with the run. Immutable.</summary>
internal sealed record TrainSettings
{
    /// <summary>AdamW for everything.</summary>
    public const string AdamW = "adamw";

    /// <summary>Muon for the matrices between layers, AdamW for the rest.</summary>
    public const string Muon = "muon";

    [JsonPropertyName("seed")]
    public int Seed { get; init; } = 1;

    [JsonPropertyName("architecture")]
    public string Architecture { get; init; } = "llama";

    [JsonPropertyName("width")]
    public int Width { get; init; } = 256;

    [JsonPropertyName("layers")]
    public int Layers { get; init; } = 4;

    [JsonPropertyName("heads")]
    public int Heads { get; init; } = 4;

    [JsonPropertyName("kv_heads")]
    public int KvHeads { get; init; } = 4;

    [JsonPropertyName("feed_forward")]
    public int FeedForward { get; init; } = 768;

    /// <summary>Tokens; the model's context and the longest sequence trained on.</summary>
    [JsonPropertyName("context")]
    public int Context { get; init; } = 2048;

    /// <summary>At most; special tokens included.</summary>
    [JsonPropertyName("vocabulary")]
    public int Vocabulary { get; init; } = 1000;

    /// <summary>A Hugging Face folder to tune from; null starts from scratch.</summary>
    [JsonPropertyName("base")]
    public string? Base { get; init; }

    /// <summary>A JSONL file of examples; null makes problems.</summary>
    [JsonPropertyName("data")]
    public string? Data { get; init; }

    /// <summary>What is compressed when: one of <see cref="ReasoningFormats.Names"/>.</summary>
    [JsonPropertyName("method")]
    public string Method { get; init; } = ThoughtFormat.FormatName;

    /// <summary>Sampled tokens per compression; for the method <c>token</c> only.</summary>
    [JsonPropertyName("token_interval")]
    public int TokenInterval { get; init; } = 24;

    /// <summary>Cache tokens per compression, the method's k.</summary>
    [JsonPropertyName("cache_tokens")]
    public int CacheTokens { get; init; } = 2;

    /// <summary>The one kind of problem to make; null makes all, mixed.</summary>
    [JsonPropertyName("family")]
    public string? Family { get; init; }

    /// <summary>Tokens to train on in all.</summary>
    [JsonPropertyName("tokens")]
    public long Tokens { get; init; } = 60_000_000;

    /// <summary>Ends the run earlier, the schedule with it; 0 for no limit.</summary>
    [JsonPropertyName("minutes")]
    public double Minutes { get; init; }

    [JsonPropertyName("workers")]
    public int Workers { get; init; } = 4;

    /// <summary>Tokens that one worker computes per update, about.</summary>
    [JsonPropertyName("pack_tokens")]
    public int PackTokens { get; init; } = 1500;

    [JsonPropertyName("optimizer")]
    public string Optimizer { get; init; } = Muon;

    [JsonPropertyName("learning_rate")]
    public double LearningRate { get; init; } = 2.5e-3;

    /// <summary>Updates until the rate is reached.</summary>
    [JsonPropertyName("warm_up")]
    public int WarmUp { get; init; } = 150;

    [JsonPropertyName("weight_decay")]
    public double WeightDecay { get; init; } = 0.05;

    /// <summary>The most steps of a problem.</summary>
    [JsonPropertyName("most_steps")]
    public int MostSteps { get; init; } = 20;

    /// <summary>Times to start again from another seed where the loss stays on a plateau.</summary>
    [JsonPropertyName("restarts")]
    public int Restarts { get; init; } = 2;

    /// <summary>A run is on a plateau if its loss per token is above this at <see cref="PlateauAt"/>.</summary>
    [JsonPropertyName("plateau_loss")]
    public double PlateauLoss { get; init; } = 0.25;

    /// <summary>Share of the run, 0 to 1.</summary>
    [JsonPropertyName("plateau_at")]
    public double PlateauAt { get; init; } = 0.3;

    /// <summary>Examinations on held-out problems during the run.</summary>
    [JsonPropertyName("exams")]
    public int Exams { get; init; } = 10;

    /// <summary>Problems per row of an examination.</summary>
    [JsonPropertyName("exam_problems")]
    public int ExamProblems { get; init; } = 20;

    /// <exception cref="ArgumentException">A value is out of range; the message names the option.</exception>
    public TrainSettings Validated()
    {
        Require(
            ReasoningFormats.Names.Contains(Method),
            $"--method must be {string.Join(", ", ReasoningFormats.Names)}, not '{Method}'");
        Require(CacheTokens is >= 1 and <= 32, "--cache-tokens must be 1 to 32");
        Require(TokenInterval is >= 1 and <= 4096, "--token-interval must be 1 to 4096");
        Require(MostSteps is >= 1 and <= 20, "--most-steps must be 1 to 20");
        Require(Workers is >= 1 and <= 64, "--workers must be 1 to 64");
        Require(PackTokens is >= 1 and <= 1_000_000, "--pack-tokens must be 1 to 1,000,000");
        Require(Tokens > 0, "--tokens must be above 0");
        Require(Minutes >= 0, "--minutes must not be negative");
        Require(Optimizer is AdamW or Muon, $"--optimizer must be {AdamW} or {Muon}, not '{Optimizer}'");
        Require(LearningRate is > 0 and < 1, "--learning-rate must be between 0 and 1");
        Require(Restarts is >= 0 and <= 10, "--restarts must be 0 to 10");
        return this;
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new ArgumentException($"{what}.");
        }
    }
}
