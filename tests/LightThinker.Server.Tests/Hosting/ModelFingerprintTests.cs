using LightThinker.Chat.Reasoning;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sampling;
using LightThinker.Server.Hosting;
using LightThinker.Server.Options;
using Microsoft.Extensions.Configuration;

namespace LightThinker.Server.Tests.Hosting;

public sealed class ModelFingerprintTests
{
    private static readonly ModelDescription Model = new("m", "llama", 100, 7, 9, null, new Dictionary<string, string>());

    [Fact]
    public void Fingerprint_OfTheSame_IsTheSame() => Assert.Equal(Create(), Create());

    [Fact]
    public void Fingerprint_OfAnythingElse_IsAnother()
    {
        string[] all =
        [
            Create(),
            Create(model: Model with { Name = "n" }),
            Create(model: Model with { SizeBytes = 10 }),
            Create(template: "{{ x }}"),
            Create(reasoning: new ReasoningFormat("<a>", "</a>")),
            Create(sampling: new SamplingOptions { Temperature = 0.5f }),
            Create(setting: ("Engine:KvCacheType", "f32")),
            Create(setting: ("Engine:FlashAttention", "on")),
            Create(setting: ("Model:GpuLayers", "0")),
            Create(setting: ("Compression:CacheTokens", "3")),
        ];

        Assert.Equal(all.Length, all.Distinct().Count());
    }

    private static string Create(
        ModelDescription? model = null,
        string? template = null,
        ReasoningFormat? reasoning = null,
        SamplingOptions? sampling = null,
        (string Key, string Value)? setting = null)
    {
        var configuration = new ConfigurationBuilder();
        if (setting is { } set)
        {
            configuration.AddInMemoryCollection([KeyValuePair.Create(set.Key, (string?)set.Value)]);
        }

        Assert.True(Settings.TryRead(configuration.Build(), out Settings? settings, out string? error), error);
        return ModelFingerprint.Create(model ?? Model, template, reasoning, sampling ?? new SamplingOptions(), settings);
    }
}
