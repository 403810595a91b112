using System.Globalization;
using LightThinker.Server.Options;

namespace LightThinker.Server.Tests.Options;

public sealed class SamplingLimitsTests
{
    public static TheoryData<string, string, string> Rows() => new()
    {
        { "temperature", "Temperature", Text(SamplingLimits.Temperature) },
        { "top_p", "TopP", Text(SamplingLimits.TopP) },
        { "top_k", "TopK", Text(SamplingLimits.TopK) },
        { "min_p", "MinP", Text(SamplingLimits.MinP) },
        { "typical_p", "TypicalP", Text(SamplingLimits.TypicalP) },
        { "repetition_penalty", "RepetitionPenalty", Text(SamplingLimits.RepetitionPenalty) },
        { "presence_penalty", "", Text(SamplingLimits.Penalty) },
        { "frequency_penalty", "", Text(SamplingLimits.Penalty) },
        { "logit_bias", "", Text(SamplingLimits.LogitBias) },
        { "repeat_last_n", "PenaltyWindow", Text(SamplingLimits.PenaltyWindow) },
        { "dry_multiplier", "", Text(SamplingLimits.DryMultiplier) },
        { "dry_base", "", Text(SamplingLimits.DryBase) },
        { "dry_allowed_length", "", Text(SamplingLimits.DryAllowedLength) },
        { "dry_penalty_last_n", "", Text(SamplingLimits.PenaltyWindow) },
        { "dry_sequence_breakers", "", Text(SamplingLimits.DryBreakerLength) },
        { "dry_sequence_breakers", "", $"to {SamplingLimits.DryBreakerCount.Max}" },
        { "xtc_probability", "", Text(SamplingLimits.XtcProbability) },
        { "xtc_threshold", "", Text(SamplingLimits.XtcThreshold) },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Documentation_OfALimit_HasItForRequestsAndSettings(string field, string setting, string range)
    {
        if (field.Length > 0)
        {
            Assert.Contains(range, RowOf("api.md", $"`{field}`"), StringComparison.Ordinal);
        }

        if (setting.Length > 0)
        {
            Assert.Contains(range, RowOf("configuration.md", $"`Generation:{setting}`"), StringComparison.Ordinal);
        }
    }

    private static string Text(NumberRange range) =>
        string.Create(CultureInfo.InvariantCulture, $"{range.Min} … {range.Max}").Replace('-', '−');

    private static string RowOf(string page, string name) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, page))
            .First(line => line.StartsWith('|') && line.Split('|')[1].Contains(name, StringComparison.Ordinal));
}
