using System.Globalization;
using System.Text;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sampling;
using LightThinker.OpenAI.Generations;
using LightThinker.Server.Errors;
using LightThinker.Server.Options;

namespace LightThinker.Server.Generations;

/// <summary>Reads a request's sampling parameters. Thread-safe if the random source is.</summary>
internal sealed class SamplingReader(Random random)
{
    private const int MaxBiases = 1024;

    /// <returns>The parameters, or the first mistake in them.</returns>
    /// <param name="wire">The request.</param>
    /// <param name="defaults">What the request leaves out.</param>
    /// <param name="vocabularySize">Number of token ids.</param>
    public (SamplingOptions? Options, ApiError? Error) Read(
        GenerationFields wire,
        SamplingOptions defaults,
        int vocabularySize)
    {
        if (FindMistake(wire) is { } mistake)
        {
            return (null, mistake);
        }

        (IReadOnlyDictionary<Token, float>? biases, ApiError? error) = ReadBiases(wire.LogitBias, vocabularySize);
        return error is not null
            ? (null, error)
            : (defaults with
            {
                Temperature = (float)(wire.Temperature ?? defaults.Temperature),
                TopP = (float)(wire.TopP ?? defaults.TopP),
                TopK = wire.TopK ?? defaults.TopK,
                MinP = (float)(wire.MinP ?? defaults.MinP),
                TypicalP = (float)(wire.TypicalP ?? defaults.TypicalP),
                RepetitionPenalty =
                    (float)(wire.RepetitionPenalty ?? wire.RepeatPenalty ?? defaults.RepetitionPenalty),
                PresencePenalty = (float)(wire.PresencePenalty ?? defaults.PresencePenalty),
                FrequencyPenalty = (float)(wire.FrequencyPenalty ?? defaults.FrequencyPenalty),
                PenaltyWindow = wire.RepeatLastN ?? defaults.PenaltyWindow,
                DryMultiplier = (float)(wire.DryMultiplier ?? defaults.DryMultiplier),
                DryBase = (float)(wire.DryBase ?? defaults.DryBase),
                DryAllowedLength = wire.DryAllowedLength ?? defaults.DryAllowedLength,
                DryWindow = wire.DryPenaltyLastN ?? defaults.DryWindow,
                DryBreakers = wire.DrySequenceBreakers ?? defaults.DryBreakers,
                XtcProbability = (float)(wire.XtcProbability ?? defaults.XtcProbability),
                XtcThreshold = (float)(wire.XtcThreshold ?? defaults.XtcThreshold),
                LogitBias = biases!,
                Seed = unchecked((ulong)(wire.Seed ?? random.NextInt64())),
            }, null);
    }

    private static ApiError? FindMistake(GenerationFields wire) =>
        Ranges.Check("temperature", wire.Temperature, SamplingLimits.Temperature)
        ?? Ranges.Check("top_p", wire.TopP, SamplingLimits.TopP)
        ?? Ranges.Check("top_k", wire.TopK, SamplingLimits.TopK)
        ?? Ranges.Check("min_p", wire.MinP, SamplingLimits.MinP)
        ?? Ranges.Check("typical_p", wire.TypicalP, SamplingLimits.TypicalP)
        ?? Ranges.Check("repetition_penalty", wire.RepetitionPenalty, SamplingLimits.RepetitionPenalty)
        ?? Ranges.Check("repeat_penalty", wire.RepeatPenalty, SamplingLimits.RepetitionPenalty)
        ?? Ranges.Check("presence_penalty", wire.PresencePenalty, SamplingLimits.Penalty)
        ?? Ranges.Check("frequency_penalty", wire.FrequencyPenalty, SamplingLimits.Penalty)
        ?? Ranges.Check("repeat_last_n", wire.RepeatLastN, SamplingLimits.PenaltyWindow)
        ?? Ranges.Check("dry_multiplier", wire.DryMultiplier, SamplingLimits.DryMultiplier)
        ?? Ranges.Check("dry_base", wire.DryBase, SamplingLimits.DryBase)
        ?? Ranges.Check("dry_allowed_length", wire.DryAllowedLength, SamplingLimits.DryAllowedLength)
        ?? Ranges.Check("dry_penalty_last_n", wire.DryPenaltyLastN, SamplingLimits.PenaltyWindow)
        ?? CheckBreakers(wire.DrySequenceBreakers ?? [])
        ?? Ranges.Check("xtc_probability", wire.XtcProbability, SamplingLimits.XtcProbability)
        ?? Ranges.Check("xtc_threshold", wire.XtcThreshold, SamplingLimits.XtcThreshold)
        ?? (wire.RepetitionPenalty is { } one && wire.RepeatPenalty is { } other && one != other
            ? ApiError.InvalidValue(
                "repeat_penalty",
                "'repeat_penalty' and 'repetition_penalty' are names of one parameter, but differ; send one of them.")
            : null);

    private static ApiError? CheckBreakers(IReadOnlyList<string> breakers)
    {
        const string field = "dry_sequence_breakers";
        return !SamplingLimits.DryBreakerCount.Contains(breakers.Count)
            ? ApiError.InvalidValue(
                field,
                $"Invalid '{field}': {breakers.Count} strings; send at most {SamplingLimits.DryBreakerCount.Max}.")
            : breakers.All(text => SamplingLimits.DryBreakerLength.Contains(Encoding.UTF8.GetByteCount(text)))
            ? null
            : ApiError.InvalidValue(
                field,
                $"Invalid '{field}': the length of each string in bytes (UTF-8) must be {SamplingLimits.DryBreakerLength}.");
    }

    private static (IReadOnlyDictionary<Token, float>? Biases, ApiError? Error) ReadBiases(
        IReadOnlyDictionary<string, double>? wire,
        int vocabularySize)
    {
        var biases = new Dictionary<Token, float>();
        if (wire?.Count > MaxBiases)
        {
            return (null, ApiError.InvalidValue(
                "logit_bias",
                $"Invalid 'logit_bias': {wire.Count} entries; send at most {MaxBiases}."));
        }

        foreach ((string key, double bias) in wire ?? new Dictionary<string, double>())
        {
            if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out int id) || id >= vocabularySize)
            {
                return (null, ApiError.InvalidValue(
                    "logit_bias",
                    $"Invalid 'logit_bias': '{key}' is not a token id; this model has 0 to {vocabularySize - 1}."));
            }

            if (Ranges.Check($"logit_bias.{key}", bias, SamplingLimits.LogitBias) is { } error)
            {
                return (null, error);
            }

            if (!biases.TryAdd(new Token(id), bias <= SamplingLimits.LogitBias.Min ? float.NegativeInfinity : (float)bias))
            {
                return (null, ApiError.InvalidValue("logit_bias", $"Invalid 'logit_bias': token {id} comes twice."));
            }
        }

        return (biases, null);
    }
}
