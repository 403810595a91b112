using CsCheck;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sampling;

namespace LightThinker.Engine.Tests.Sampling;

/// <summary>Random sampling options, each stage being off in a third of them. Immutable.</summary>
internal static class SamplingCases
{
    public static Gen<SamplingOptions> Options { get; } =
        Gen.Select(
            Gen.Select(
                OrOff(Gen.Float[0.05f, 2f], 1f),
                OrOff(Gen.Int[1, 100], 0),
                OrOff(Share, 1f),
                OrOff(Share, 0f),
                OrOff(Share, 1f)),
            Gen.Select(
                OrOff(Gen.Float[0.5f, 2f], 1f),
                OrOff(Gen.Float[-2f, 2f], 0f),
                OrOff(Gen.Float[-2f, 2f], 0f),
                Gen.Int[-1, 40]),
            Gen.Select(Gen.OneOf(0f, 1f), Gen.Float[0f, 0.6f]),
            Biases,
            (filters, penalties, xtc, biases) => new SamplingOptions
            {
                Temperature = filters.Item1,
                TopK = filters.Item2,
                TopP = filters.Item3,
                MinP = filters.Item4,
                TypicalP = filters.Item5,
                RepetitionPenalty = penalties.Item1,
                PresencePenalty = penalties.Item2,
                FrequencyPenalty = penalties.Item3,
                PenaltyWindow = penalties.Item4,
                XtcProbability = xtc.Item1,
                XtcThreshold = xtc.Item2,
                LogitBias = biases,
            });

    private static Gen<float> Share => Gen.OneOf(Gen.Float[0f, 1f], Gen.OneOf(0.5f, 0.9f, 0.95f, 0.99f));

    private static Gen<Dictionary<Token, float>> Biases =>
        Gen.Select(Gen.Int[0, 700], Gen.OneOf(Gen.Float[-100f, 100f], Gen.Const(float.NegativeInfinity)))
            .Array[0, 5]
            .Select(pairs => pairs
                .DistinctBy(pair => pair.Item1)
                .ToDictionary(pair => new Token(pair.Item1), pair => pair.Item2));

    private static Gen<T> OrOff<T>(Gen<T> on, T off) => Gen.Frequency((2, on), (1, Gen.Const(off)));
}
