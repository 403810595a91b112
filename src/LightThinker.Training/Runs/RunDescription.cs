using System.Text.Json.Serialization;
using LightThinker.Training.Decoders;
using LightThinker.Training.Tokenization;

namespace LightThinker.Training.Runs;

/// <summary>What a run's folder says of it: <c>run.json</c>. Immutable.</summary>
/// <param name="Settings">How it was started.</param>
/// <param name="Seed">The seed it uses, another than the settings' after a restart.</param>
/// <param name="Shape">The model's sizes.</param>
/// <param name="Vocabulary">The model's tokens.</param>
internal sealed record RunDescription(
    [property: JsonPropertyName("settings")] TrainSettings Settings,
    [property: JsonPropertyName("seed")] int Seed,
    [property: JsonPropertyName("shape")] DecoderShape Shape,
    [property: JsonPropertyName("vocabulary")] Vocabulary Vocabulary)
{
    /// <summary>A run that starts from nothing but a vocabulary.</summary>
    /// <exception cref="InvalidDataException">The settings' sizes do not fit together.</exception>
    public static RunDescription FromScratch(TrainSettings settings, int seed, Vocabulary vocabulary)
    {
        var shape = new DecoderShape
        {
            Architecture = settings.Architecture,
            Vocabulary = vocabulary.Tokens.Count,
            Width = settings.Width,
            Layers = settings.Layers,
            Heads = settings.Heads,
            KvHeads = settings.KvHeads,
            FeedForward = settings.FeedForward,
            Context = settings.Context,
        };
        return new RunDescription(settings, seed, shape.Validated(), vocabulary);
    }
}
