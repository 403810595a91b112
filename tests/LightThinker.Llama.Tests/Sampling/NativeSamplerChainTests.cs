using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sampling;

namespace LightThinker.Llama.Tests.Sampling;

public sealed class NativeSamplerChainTests
{
    private static readonly float[] Logits = [1, 3, 2, 0];

    [Fact]
    public void Distribution_NeutralOptions_IsTheSoftmax() => Expect(new SamplingOptions(), [], [1, 3, 2, 0]);

    [Fact]
    public void Distribution_Temperature_DividesLogits() =>
        Expect(new SamplingOptions { Temperature = 0.5f }, [], [2, 6, 4, 0]);

    [Fact]
    public void Distribution_TemperatureZero_KeepsTheLargest() =>
        Expect(new SamplingOptions { Temperature = 0 }, [], [null, 3, null, null]);

    [Fact]
    public void Distribution_TopK_DropsTheRest() => Expect(new SamplingOptions { TopK = 2 }, [], [null, 3, 2, null]);

    [Fact]
    public void Distribution_TopP_KeepsTheSmallestSet() =>
        Expect(new SamplingOptions { TopP = 0.8f }, [], [null, 3, 2, null]); // 0.644 + 0.237

    [Fact]
    public void Distribution_MinP_IsMeasuredAgainstTheLargest() =>
        Expect(new SamplingOptions { MinP = 0.2f }, [], [null, 3, 2, null]); // e^-1 = 0.37, e^-2 = 0.14

    [Fact]
    public void Distribution_Penalties_UseTheWindowOfTheHistory() =>
        Expect(
            new SamplingOptions { RepetitionPenalty = 2, PresencePenalty = 0.5f, FrequencyPenalty = 0.25f, PenaltyWindow = 3 },
            [new Token(0), new Token(1), new Token(1), new Token(2)],
            [1, 1.5f - 0.5f - 0.5f, 1 - 0.5f - 0.25f, 0]);

    [Fact]
    public void Distribution_Dry_WeakensWhatProlongsARepeat() =>
        Expect(
            new SamplingOptions { DryMultiplier = 0.5f, DryBase = 2, DryAllowedLength = 1, DryBreakers = [] },
            [new Token(0), new Token(1), new Token(2), new Token(0), new Token(1)],
            [1, 3, 2 - 1, 0]);

    [Fact]
    public void Distribution_Xtc_ExcludesTheTop() =>
        Expect(new SamplingOptions { XtcProbability = 1, XtcThreshold = 0.2f }, [], [1, null, 2, 0]); // 0.644 and 0.237

    [Fact]
    public void Distribution_LogitBias_ComesFirst() =>
        Expect(
            new SamplingOptions { TopK = 1, LogitBias = new Dictionary<Token, float> { [new Token(3)] = 5 } },
            [],
            [null, null, null, 5]);

    private static void Expect(SamplingOptions options, Token[] history, float?[] logits)
    {
        double[] weights = Array.ConvertAll(logits, static logit => logit is { } value ? Math.Exp(value) : 0);
        double sum = weights.Sum();

        double[] actual = NativeSamplerChain.Distribution(Logits, options, history);

        for (int id = 0; id < logits.Length; id++)
        {
            Assert.Equal(weights[id] / sum, actual[id], 1e-5);
        }
    }
}
