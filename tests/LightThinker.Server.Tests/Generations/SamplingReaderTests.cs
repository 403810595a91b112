using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sampling;
using LightThinker.OpenAI.Chat;
using LightThinker.Server.Generations;

namespace LightThinker.Server.Tests.Generations;

public sealed class SamplingReaderTests
{
    private static readonly SamplingOptions Defaults =
        new() { Temperature = 0.6f, TopK = 20, RepetitionPenalty = 1.1f };

    [Fact]
    public void Sampling_LeftOut_IsTheDefaults()
    {
        SamplingOptions options = Read(new ChatCompletionRequest());

        Assert.Equal(0.6f, options.Temperature);
        Assert.Equal(20, options.TopK);
        Assert.Equal(1.1f, options.RepetitionPenalty);
    }

    [Fact]
    public void Sampling_Sent_ComesBeforeTheDefaults()
    {
        string[] breakers = ["\n", "."];
        SamplingOptions options = Read(new ChatCompletionRequest
        {
            Temperature = 0,
            TopP = 0.5,
            TopK = 0,
            MinP = 0.1,
            TypicalP = 0.9,
            RepeatPenalty = 1.3,
            PresencePenalty = -1,
            FrequencyPenalty = 1,
            RepeatLastN = 5,
            DryMultiplier = 0.8,
            DryBase = 2,
            DryAllowedLength = 3,
            DryPenaltyLastN = 0,
            DrySequenceBreakers = breakers,
            XtcProbability = 0.5,
            XtcThreshold = 0.2,
            Seed = -1,
        });

        Assert.Equal(
            Defaults with
            {
                Temperature = 0,
                TopP = 0.5f,
                TopK = 0,
                MinP = 0.1f,
                TypicalP = 0.9f,
                RepetitionPenalty = 1.3f,
                PresencePenalty = -1,
                FrequencyPenalty = 1,
                PenaltyWindow = 5,
                DryMultiplier = 0.8f,
                DryBase = 2f,
                DryAllowedLength = 3,
                DryWindow = 0,
                DryBreakers = breakers,
                XtcProbability = 0.5f,
                XtcThreshold = 0.2f,
                Seed = ulong.MaxValue,
                LogitBias = options.LogitBias,
            },
            options);
    }

    [Fact]
    public void DryAndXtc_LeftOut_AreOffWithTheUsualBreakers()
    {
        SamplingOptions options = Read(new ChatCompletionRequest());

        Assert.Equal(0f, options.DryMultiplier);
        Assert.Equal(["\n", ":", "\"", "*"], options.DryBreakers);
        Assert.Equal(0f, options.XtcProbability);
    }

    [Fact]
    public void Seed_LeftOut_IsDrawn()
    {
        var reader = new SamplingReader(new Random(5));

        ulong first = reader.Read(new ChatCompletionRequest(), Defaults, 10).Options!.Seed;
        ulong second = reader.Read(new ChatCompletionRequest(), Defaults, 10).Options!.Seed;

        Assert.NotEqual(first, second);
    }

    [Fact]
    public void LogitBias_OfMinusHundred_Forbids()
    {
        SamplingOptions options = Read(new ChatCompletionRequest
        {
            LogitBias = new Dictionary<string, double> { ["3"] = -100, ["4"] = 2.5 },
        });

        Assert.Equal(float.NegativeInfinity, options.LogitBias[new Token(3)]);
        Assert.Equal(2.5f, options.LogitBias[new Token(4)]);
    }

    private static SamplingOptions Read(ChatCompletionRequest request)
    {
        var (options, error) = new SamplingReader(new Random(1)).Read(request, Defaults, vocabularySize: 10);
        Assert.Null(error);
        return options!;
    }
}
