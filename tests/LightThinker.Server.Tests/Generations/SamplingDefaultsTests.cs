using LightThinker.Engine.Sampling;
using LightThinker.Server.Generations;
using LightThinker.Server.Options;
using Microsoft.Extensions.Configuration;

namespace LightThinker.Server.Tests.Generations;

public sealed class SamplingDefaultsTests
{
    private static readonly Dictionary<string, string> File = new()
    {
        ["general.sampling.temp"] = "0.6",
        ["general.sampling.top_p"] = "0.95",
        ["general.sampling.top_k"] = "20",
        ["general.sampling.min_p"] = "0.1",
        ["general.sampling.penalty_repeat"] = "1.05",
        ["general.sampling.penalty_last_n"] = "32",
    };

    [Fact]
    public void Defaults_OfAFileThatSaysNothing_AreTheProtocols()
    {
        SamplingDefaults defaults = Read(new Dictionary<string, string>());

        Assert.Equal(1f, defaults.Options.Temperature);
        Assert.Equal(1f, defaults.Options.TopP);
        Assert.Equal(0, defaults.Options.TopK);
        Assert.Empty(defaults.Ignored);
    }

    [Fact]
    public void Defaults_OfAFileThatSaysAll_AreTheFiles()
    {
        SamplingOptions options = Read(File).Options;

        Assert.Equal(0.6f, options.Temperature);
        Assert.Equal(0.95f, options.TopP);
        Assert.Equal(20, options.TopK);
        Assert.Equal(0.1f, options.MinP);
        Assert.Equal(1.05f, options.RepetitionPenalty);
        Assert.Equal(32, options.PenaltyWindow);
    }

    [Fact]
    public void Defaults_InTheSettings_ComeBeforeTheFiles()
    {
        SamplingOptions options = Read(File, ("Generation:Temperature", "0"), ("Generation:TopK", "5")).Options;

        Assert.Equal(0f, options.Temperature);
        Assert.Equal(5, options.TopK);
        Assert.Equal(0.95f, options.TopP);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("-1")]
    [InlineData("warm")]
    public void Defaults_OfAFileWithNonsense_IgnoreAndReportIt(string temperature)
    {
        SamplingDefaults defaults = Read(new Dictionary<string, string> { ["general.sampling.temp"] = temperature });

        Assert.Equal(1f, defaults.Options.Temperature);
        Assert.Equal([$"general.sampling.temp = {temperature}"], defaults.Ignored);
    }

    private static SamplingDefaults Read(
        IReadOnlyDictionary<string, string> metadata,
        params (string Key, string Value)[] settings)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
            .Build();
        return SamplingDefaults.Read(GenerationSettings.Read(new SettingsReader(configuration)), metadata);
    }
}
