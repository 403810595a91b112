using LightThinker.Training.Runs;
using LightThinker.Training.Sequences;

namespace LightThinker.Training.Ablations;

/// <summary>A row of the ablations: a model and the format it is examined in. Immutable.</summary>
/// <param name="Name">In the CSV and on the command line.</param>
/// <param name="Title">In the table.</param>
/// <param name="Folder">Name of the run's folder; another row's where this one has no model of its own.</param>
/// <param name="Settings">How the model is trained.</param>
/// <param name="Format">What it is examined in, besides the plain format.</param>
internal sealed record AblationVariant(
    string Name, string Title, string Folder, TrainSettings Settings, IReasoningFormat Format)
{
    /// <summary>The most cache tokens of any variant; every vocabulary has them, so that all models start alike.</summary>
    public const int MostCacheTokens = 4;

    private const int UsualCacheTokens = 2;

    /// <summary>Whether the row has a model of its own.</summary>
    public bool IsTrained => Folder == Name;

    /// <summary>Cache tokens that its format has; 0 where it has none.</summary>
    public int CacheTokens => Settings.Method == AnchorFormat.FormatName ? 0 : Settings.CacheTokens;

    /// <summary>Every variant, each after the one whose model it uses.</summary>
    /// <param name="common">What all share; its interval is the token level's.</param>
    public static IReadOnlyList<AblationVariant> All(TrainSettings common)
    {
        var usual = ThoughtLevel(common, UsualCacheTokens);
        return
        [
            ThoughtLevel(common, 1),
            usual,
            ThoughtLevel(common, MostCacheTokens),
            Trained(
                TokenFormat.FormatName,
                $"token level, every {common.TokenInterval}, k = {UsualCacheTokens}",
                common with { Method = TokenFormat.FormatName, CacheTokens = UsualCacheTokens }),
            Trained(
                AnchorFormat.FormatName,
                "anchors",
                common with { Method = AnchorFormat.FormatName, CacheTokens = UsualCacheTokens }),
            usual with
            {
                Name = "control",
                Title = $"control: k = {UsualCacheTokens}, cache tokens evicted too",
                Format = new ControlFormat(),
            },
        ];
    }

    private static AblationVariant ThoughtLevel(TrainSettings common, int cacheTokens) => Trained(
        $"{ThoughtFormat.FormatName}-{cacheTokens}",
        $"thought level, k = {cacheTokens}",
        common with { Method = ThoughtFormat.FormatName, CacheTokens = cacheTokens });

    private static AblationVariant Trained(string name, string title, TrainSettings settings) =>
        new(name, title, name, settings.Validated(), ReasoningFormats.Find(settings.Method, settings.TokenInterval));
}
