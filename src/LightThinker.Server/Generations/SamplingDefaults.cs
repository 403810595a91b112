using System.Globalization;
using LightThinker.Engine.Sampling;
using LightThinker.Server.Options;

namespace LightThinker.Server.Generations;

/// <summary>
/// How a model samples where a request does not say: by the settings, else by <c>general.sampling.*</c> in the model's
/// file, else at temperature 1 with nothing cut off. Immutable.
/// </summary>
/// <param name="Options">The values.</param>
/// <param name="Ignored">Keys of the file whose values cannot be used, with the value, for the log.</param>
internal sealed record SamplingDefaults(SamplingOptions Options, IReadOnlyList<string> Ignored)
{
    private const string Prefix = "general.sampling.";

    /// <param name="settings">The operator's wishes.</param>
    /// <param name="metadata">The model file's.</param>
    public static SamplingDefaults Read(GenerationSettings settings, IReadOnlyDictionary<string, string> metadata)
    {
        var ignored = new List<string>();
        var neutral = new SamplingOptions();
        var options = new SamplingOptions
        {
            Temperature = (float)(settings.Temperature ?? Read("temp", SamplingLimits.Temperature) ?? neutral.Temperature),
            TopP = (float)(settings.TopP ?? Read("top_p", SamplingLimits.TopP) ?? neutral.TopP),
            TopK = settings.TopK ?? (int?)Read("top_k", SamplingLimits.TopK) ?? neutral.TopK,
            MinP = (float)(settings.MinP ?? Read("min_p", SamplingLimits.MinP) ?? neutral.MinP),
            TypicalP = (float)(settings.TypicalP ?? neutral.TypicalP),
            RepetitionPenalty = (float)(
                settings.RepetitionPenalty
                ?? Read("penalty_repeat", SamplingLimits.RepetitionPenalty)
                ?? neutral.RepetitionPenalty),
            PenaltyWindow =
                settings.PenaltyWindow
                ?? (int?)Read("penalty_last_n", SamplingLimits.PenaltyWindow)
                ?? neutral.PenaltyWindow,
        };
        return new SamplingDefaults(options, ignored);

        double? Read(string name, NumberRange range)
        {
            if (!metadata.TryGetValue(Prefix + name, out string? text))
            {
                return null;
            }

            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) &&
                range.Contains(value))
            {
                return value;
            }

            ignored.Add($"{Prefix}{name} = {text}");
            return null;
        }
    }
}
