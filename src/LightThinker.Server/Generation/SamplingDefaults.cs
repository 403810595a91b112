using System.Globalization;
using LightThinker.Engine.Sampling;
using LightThinker.Server.Options;

namespace LightThinker.Server.Generation;

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
            Temperature = (float)(settings.Temperature ?? Read("temp", 0, 2) ?? neutral.Temperature),
            TopP = (float)(settings.TopP ?? Read("top_p", 0, 1) ?? neutral.TopP),
            TopK = settings.TopK ?? (int?)Read("top_k", 0, 1_000_000) ?? neutral.TopK,
            MinP = (float)(settings.MinP ?? Read("min_p", 0, 1) ?? neutral.MinP),
            TypicalP = (float)(settings.TypicalP ?? neutral.TypicalP),
            RepetitionPenalty = (float)(
                settings.RepetitionPenalty ?? Read("penalty_repeat", 0.01, 10) ?? neutral.RepetitionPenalty),
            PenaltyWindow =
                settings.PenaltyWindow ?? (int?)Read("penalty_last_n", -1, 1_000_000) ?? neutral.PenaltyWindow,
        };
        return new SamplingDefaults(options, ignored);

        double? Read(string name, double min, double max)
        {
            if (!metadata.TryGetValue(Prefix + name, out string? text))
            {
                return null;
            }

            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) &&
                value >= min && value <= max)
            {
                return value;
            }

            ignored.Add($"{Prefix}{name} = {text}");
            return null;
        }
    }
}
