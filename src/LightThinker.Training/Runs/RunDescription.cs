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
    [property: JsonPropertyName("vocabulary")] Vocabulary Vocabulary);
