using LightThinker.Engine.Compression;
using LightThinker.Engine.Decoding;
using LightThinker.TestKit.Decoding;

namespace LightThinker.Engine.Tests.Compression;

public sealed class CompressionCatalogTests
{
    private static readonly ScriptedVocabulary Plain = new("a", "<|im_end|>");

    [Fact]
    public void Detect_LightThinkerVocabulary_DefaultsToThoughtLevel()
    {
        var catalog = CompressionCatalog.Detect(Model(), EngineHarness.Words, canRemoveRanges: true);

        Assert.Equal(["lightthinker", "lightthinker-token", "none"], catalog.Methods);
        Assert.True(catalog.TryCreateProfile(new CompressionChoice(), out var profile, out _));
        Assert.Equal("lightthinker", profile.Method);
        Assert.Equal(2, profile.CacheTokens.Count);
        Assert.True(profile is { EvictsOpeningDelimiter: true, CompressesAnswer: true });
    }

    [Fact]
    public void Detect_Metadata_SetsTheProfile()
    {
        var model = Model(
            ("lightthinker.cache_token_count", "1"),
            ("lightthinker.interval", "12"),
            ("lightthinker.evict_opening_delimiter", "false"),
            ("lightthinker.compress_answer", "false"));
        var catalog = CompressionCatalog.Detect(model, EngineHarness.Words, canRemoveRanges: true);

        Assert.True(catalog.TryCreateProfile(new CompressionChoice("lightthinker-token"), out var profile, out _));
        Assert.Equal([EngineHarness.Words["<|o_0|>"]], profile.CacheTokens);
        Assert.Equal(12, profile.Interval);
        Assert.True(profile is { EvictsOpeningDelimiter: false, CompressesAnswer: false });

        // The unused cache token stays masked.
        Assert.Contains(EngineHarness.Words["<|o_1|>"], profile.NeverSampled);
    }

    [Fact]
    public void Detect_PlainVocabulary_OffersNoneOnlyAndSaysWhy()
    {
        var catalog = CompressionCatalog.Detect(Model(), Plain, canRemoveRanges: true);

        Assert.Equal(["none"], catalog.Methods);
        Assert.False(catalog.TryCreateProfile(new CompressionChoice("lightthinker"), out _, out var error));
        Assert.Contains("no trained cache tokens", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Detect_RecurrentModel_OffersNoneOnlyAndSaysWhy()
    {
        var catalog = CompressionCatalog.Detect(Model(), EngineHarness.Words, canRemoveRanges: false);

        Assert.Equal("none", catalog.DefaultMethod);
        Assert.False(catalog.TryCreateProfile(new CompressionChoice("lightthinker"), out _, out var error));
        Assert.Contains("recurrent", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lightthinker.cache_token_count", "3")]
    [InlineData("lightthinker.cache_token_count", "two")]
    [InlineData("lightthinker.interval", "0")]
    [InlineData("lightthinker.compress_answer", "maybe")]
    public void Detect_ContradictingMetadata_ThrowsAndNamesTheKey(string key, string value)
    {
        var exception = Assert.Throws<InvalidDataException>(
            () => CompressionCatalog.Detect(Model((key, value)), EngineHarness.Words, canRemoveRanges: true));

        Assert.Contains(key, exception.Message, StringComparison.Ordinal);
    }

    public static TheoryData<CompressionChoice, string, string> BadChoices() => new()
    {
        { new CompressionChoice("zip"), "method", "'zip' is unknown" },
        { new CompressionChoice("lightthinker-token", Interval: 0), "interval", "is 0" },
        { new CompressionChoice("lightthinker-token", Interval: 5000), "interval", "is 5000" },
        { new CompressionChoice("lightthinker", Interval: 4), "interval", "does not belong" },
        { new CompressionChoice(CacheTokens: 3), "cache_tokens", "is 3" },
        { new CompressionChoice(CacheTokens: 0), "cache_tokens", "is 0" },
        { new CompressionChoice("none", CompressAnswer: true), "compress_answer", "does not belong" },
    };

    [Theory]
    [MemberData(nameof(BadChoices))]
    public void TryCreateProfile_BadChoice_NamesTheParameter(CompressionChoice choice, string parameter, string message)
    {
        var catalog = CompressionCatalog.Detect(Model(), EngineHarness.Words, canRemoveRanges: true);

        Assert.False(catalog.TryCreateProfile(choice, out _, out var error));
        Assert.Equal(parameter, error.Parameter);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TryWithDefaults_ThenRequest_RequestWins()
    {
        var detected = CompressionCatalog.Detect(Model(), EngineHarness.Words, canRemoveRanges: true);

        Assert.True(detected.TryWithDefaults(new CompressionChoice("lightthinker-token", Interval: 9), out var catalog, out _));
        Assert.True(catalog.TryCreateProfile(new CompressionChoice(), out var byDefault, out _));
        Assert.True(catalog.TryCreateProfile(new CompressionChoice(Interval: 4), out var asked, out _));
        Assert.True(catalog.TryCreateProfile(new CompressionChoice("none"), out var none, out _));
        Assert.Equal(("lightthinker-token", 9), (byDefault.Method, byDefault.Interval));
        Assert.Equal(4, asked.Interval);
        Assert.Equal("none", none.Method);
        Assert.False(detected.TryWithDefaults(new CompressionChoice("lightthinker-token", Interval: 0), out _, out var error));
        Assert.Equal("interval", error.Parameter);
    }

    private static ModelDescription Model(params (string Key, string Value)[] metadata) => new(
        "test", "llama", 2048, 1, 1, null, metadata.ToDictionary(pair => pair.Key, pair => pair.Value));
}
