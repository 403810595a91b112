using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sampling;

namespace LightThinker.Llama.Tests.Sampling;

/// <summary>
/// The engine's sampler draws from the distribution of llama.cpp's chain. Where the two keep different tokens, llama.cpp
/// itself must do so when a border is moved by its single-precision rounding.
/// </summary>
public sealed class SamplerAgainstNativeChainTests
{
    private const double Tolerance = 2e-5;

    [Theory]
    [InlineData(20, 400)]
    [InlineData(300, 400)]
    [InlineData(3000, 200)]
    public void Distribution_RandomOptions_EqualsNativeChain(int size, int cases)
    {
        Random random = new(size);
        int moved = 0;
        for (int i = 0; i < cases; i++)
        {
            SamplingOptions options = RandomOptions(random, size);
            float[] logits = RandomLogits(random, size);
            Token[] history = [.. Enumerable.Range(0, random.Next(80)).Select(_ => new Token(random.Next(size)))];
            moved += AssertEqual(logits, options, history) ? 0 : 1;
        }

        Assert.True(moved <= cases / 50, $"{moved} of {cases} cases agreed only after a border was moved.");
    }

    [Theory]
    [InlineData(3.0)]
    [InlineData(0.3)]
    public void Distribution_RealVocabularySize_EqualsNativeChain(double deviation)
    {
        Random random = new(3);
        float[] logits = new float[151_936];
        for (int i = 0; i < logits.Length; i++)
        {
            logits[i] = Bell(random, deviation);
        }

        AssertEqual(logits, new SamplingOptions(), []);
        AssertEqual(logits, new SamplingOptions { TopK = 40, Temperature = 0.7f }, []);
        AssertEqual(logits, new SamplingOptions { MinP = 0.05f, Temperature = 2f }, []);
        AssertEqual(logits, new SamplingOptions { Temperature = 0, RepetitionPenalty = 1.3f }, [new Token(5)]);
        AssertEqual(logits, new SamplingOptions { TopK = 5000, TopP = 0.9f }, []);
        AssertEqual(logits, new SamplingOptions { XtcProbability = 1, XtcThreshold = 1e-3f }, []);
        AssertEqual(logits, new SamplingOptions { XtcProbability = 1, XtcThreshold = 0.05f, TopK = 10, Temperature = 0 }, []);
        // llama.cpp adds single-precision probabilities up one by one: over this many its top-p is off by more than ours.
        SamplingOptions topP = new() { TopP = 0.9f };
        Assert.InRange(Distance(logits, topP, topP, []), 0, 5e-4);
    }

    /// <returns>Whether they agree without moving a border.</returns>
    private static bool AssertEqual(float[] logits, SamplingOptions options, Token[] history)
    {
        double distance = double.PositiveInfinity;
        bool isFirst = true;
        foreach (SamplingOptions moved in WithMovedBorders(options))
        {
            distance = Math.Min(distance, Distance(logits, options, moved, history));
            if (distance < Tolerance)
            {
                return isFirst;
            }

            isFirst = false;
        }

        Assert.Fail($"{options}: distributions differ by {distance}.");
        return false;
    }

    // Half the sum of absolute differences: what the chance of any event may differ by.
    private static double Distance(float[] logits, SamplingOptions ours, SamplingOptions theirs, Token[] history)
    {
        double[] actual = EngineDistribution.Of(logits, ours, history);
        double[] expected = NativeSamplerChain.Distribution(logits, theirs, history);
        return expected.Zip(actual, (e, a) => Math.Abs(e - a)).Sum() / 2;
    }

    private static IEnumerable<SamplingOptions> WithMovedBorders(SamplingOptions options)
    {
        float[] steps = [0f, -1e-6f, 1e-6f, -1e-5f, 1e-5f];
        return from topP in options.TopP < 1f ? steps : [0f]
               from typicalP in options.TypicalP < 1f ? steps : [0f]
               from minP in options.MinP > 0f ? steps : [0f]
               from xtc in options.XtcProbability > 0f ? steps : [0f]
               select options with
               {
                   TopP = options.TopP + topP,
                   TypicalP = options.TypicalP + typicalP,
                   MinP = options.MinP * (1f + minP),
                   XtcThreshold = options.XtcThreshold * (1f + xtc),
               };
    }

    private static SamplingOptions RandomOptions(Random random, int size)
    {
        Dictionary<Token, float> biases = [];
        for (int i = random.Next(4); i > 0; i--)
        {
            biases[new Token(random.Next(size))] = (float)((random.NextDouble() * 10) - 5);
        }

        return new SamplingOptions
        {
            Temperature = IsOn(random) ? 0.1f + (1.9f * random.NextSingle()) : 1f,
            TopK = IsOn(random) ? random.Next(1, size + 10) : 0,
            TopP = IsOn(random) ? random.NextSingle() : 1f,
            MinP = IsOn(random) ? random.NextSingle() * 0.3f : 0f,
            TypicalP = IsOn(random) ? random.NextSingle() : 1f,
            RepetitionPenalty = IsOn(random) ? 0.7f + random.NextSingle() : 1f,
            PresencePenalty = IsOn(random) ? (4f * random.NextSingle()) - 2f : 0f,
            FrequencyPenalty = IsOn(random) ? (2f * random.NextSingle()) - 1f : 0f,
            PenaltyWindow = random.Next(3) == 0 ? -1 : random.Next(100),
            DryMultiplier = IsOn(random) ? random.NextSingle() : 0f,
            DryBase = 1f + random.NextSingle(),
            DryAllowedLength = random.Next(4),
            DryWindow = random.Next(3) == 0 ? -1 : random.Next(100),
            DryBreakers = [],
            XtcProbability = random.Next(2),
            XtcThreshold = 0.6f * random.NextSingle(),
            LogitBias = biases,
        };
    }

    private static bool IsOn(Random random) => random.Next(2) == 0;

    private static float[] RandomLogits(Random random, int size)
    {
        double deviation = 0.2 + (4 * random.NextDouble());
        float[] logits = new float[size];
        for (int i = 0; i < size; i++)
        {
            logits[i] = Bell(random, deviation) + (random.Next(100) == 0 ? 5f : 0f);
        }

        return logits;
    }

    private static float Bell(Random random, double deviation)
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        return (float)(deviation * radius * Math.Cos(2 * Math.PI * random.NextDouble()));
    }
}
