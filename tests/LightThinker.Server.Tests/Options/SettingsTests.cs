using LightThinker.Server.Options;
using Microsoft.Extensions.Configuration;

namespace LightThinker.Server.Tests.Options;

public sealed class SettingsTests
{
    [Fact]
    public void Settings_WithNothingSet_AreTheDefaults()
    {
        Settings settings = Read();

        Assert.Equal(["http://127.0.0.1:8080"], settings.Server.Urls);
        Assert.Equal(4 * 1024 * 1024, settings.Server.MaxRequestBodyBytes);
        Assert.Equal("lightthinker-tiny", settings.Model.Id);
        Assert.True(File.Exists(settings.Model.Path));
        Assert.Equal(16_384, settings.Engine.ContextCells);
        Assert.Null(settings.Generation.Temperature);
        Assert.Null(settings.Compression.Choice.Method);
    }

    [Theory]
    [InlineData("Server:Urls", "foo", "Server:Urls is 'foo': expected an address such as http://127.0.0.1:8080.")]
    [InlineData("Server:Urls", "http://127.0.0.1:99999", "Server:Urls is 'http://127.0.0.1:99999': expected an address such as http://127.0.0.1:8080.")]
    [InlineData("Server:Urls", "http://127.0.0.1:abc", "Server:Urls is 'http://127.0.0.1:abc': expected an address such as http://127.0.0.1:8080.")]
    [InlineData("Server:Urls", "http://127.0.0.1:8080/x", "Server:Urls is 'http://127.0.0.1:8080/x': expected an address such as http://127.0.0.1:8080.")]
    [InlineData("Server:MaxRequestBodyBytes", "1", "Server:MaxRequestBodyBytes is '1': expected a whole number from 1024 to 1073741824.")]
    [InlineData("Server:PingSeconds", "soon", "Server:PingSeconds is 'soon': expected a whole number from 1 to 3600.")]
    [InlineData("Model:GpuLayers", "1.5", "Model:GpuLayers is '1.5': expected a whole number from 0 to 10000.")]
    [InlineData("Engine:KvCacheType", "f8", "Engine:KvCacheType is 'f8': expected one of f32, f16, q8_0.")]
    [InlineData("Engine:MaxRuning", "1", "Engine:MaxRuning is not a setting; did you mean Engine:MaxRunning?")]
    [InlineData("Engine:Wobble", "1", "Engine:Wobble is not a setting.")]
    [InlineData("Generation:Temperature", "3", "Generation:Temperature is '3': expected a number from 0 to 2.")]
    [InlineData("Generation:DefaultMaxTokens", "99999", "Generation:DefaultMaxTokens is '99999': expected no more than Generation:MaxTokensCap, which is 32768.")]
    [InlineData("Compression:EvictOpeningDelimiter", "yes", "Compression:EvictOpeningDelimiter is 'yes': expected true or false.")]
    [InlineData("Reasoning:Open", "<t>", "Reasoning:Format is 'auto': expected custom, because Reasoning:Open or Reasoning:Close is set.")]
    [InlineData("Reasoning:Format", "custom", "Reasoning:Format is 'custom': expected Reasoning:Open and Reasoning:Close to be set with it.")]
    [InlineData("Embeddings:Pooling", "max", "Embeddings:Pooling is 'max': expected one of auto, mean, cls, last.")]
    [InlineData("Embeddings:ContextTokens", "0", "Embeddings:ContextTokens is '0': expected a whole number from 1 to 1048576.")]
    [InlineData("Log:Level", "Loud", "Log:Level is 'Loud': expected one of Verbose, Debug, Information, Warning, Error, Fatal.")]
    public void Settings_WithAMistake_NameTheKeyInOneLine(string key, string value, string expected)
    {
        Assert.False(Settings.TryRead(Configure((key, value)), out _, out string? error));

        Assert.Equal(expected, error);
    }

    [Theory]
    [InlineData("Model:Path")]
    [InlineData("Model:ChatTemplate")]
    public void Settings_WithAFileThatIsNotThere_SayWhereItWasSought(string key)
    {
        Assert.False(Settings.TryRead(Configure((key, "nowhere.gguf")), out _, out string? error));

        Assert.StartsWith($"{key} is 'nowhere.gguf': expected an existing file", error, StringComparison.Ordinal);
        Assert.Contains(Path.GetFullPath("nowhere.gguf"), error, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_QuantisedWithoutFlashAttention_AreRefused()
    {
        IConfiguration configuration = Configure(("Engine:KvCacheType", "q8_0"), ("Engine:FlashAttention", "off"));

        Assert.False(Settings.TryRead(configuration, out _, out string? error));
        Assert.StartsWith("Engine:FlashAttention", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Modle:Path=x", "Modle is not a setting; did you mean Model?")]
    [InlineData("--port=80", "port is not a setting.")]
    [InlineData("--Model=x.gguf", "Model is not a setting but a section; it has Model:Path, for example.")]
    public void Settings_WithAnUnknownSectionOnTheCommandLine_NameIt(string argument, string expected)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddCommandLine([argument]).Build();

        Assert.False(Settings.TryRead(configuration, out _, out string? error));
        Assert.Equal(expected, error);
    }

    [Theory]
    [InlineData("http://*:80")]
    [InlineData("http://localhost:0")]
    [InlineData("https://[::1]:8080/")]
    [InlineData("http://gpu-1.example.org:8080")]
    [InlineData("http://unix:/run/server.sock")]
    public void Urls_ThatCanBeListenedOn_AreTaken(string url) => Assert.Equal([url], Read(("Server:Urls", url)).Server.Urls);

    [Theory]
    [InlineData("f32", CacheType.F32)]
    [InlineData("F16", CacheType.F16)]
    [InlineData("q8_0", CacheType.Q8)]
    internal void Settings_OfTheCacheType_AreRead(string word, CacheType expected) =>
        Assert.Equal(expected, Read(("Engine:KvCacheType", word)).Engine.CacheType);

    [Theory]
    [InlineData("auto", null)]
    [InlineData("on", true)]
    [InlineData("off", false)]
    public void Settings_OfFlashAttention_AreRead(string word, bool? expected) =>
        Assert.Equal(expected, Read(("Engine:FlashAttention", word)).Engine.FlashAttention);

    [Theory]
    [InlineData("urls")]
    [InlineData("URLS")]
    public void Settings_WithTheFrameworksUrls_PointToTheirOwn(string key)
    {
        Assert.False(Settings.TryRead(Configure((key, "http://*:80")), out _, out string? error));

        Assert.Equal(
            "urls is 'http://*:80' (by --urls or ASPNETCORE_URLS): expected Server:Urls to be set instead.",
            error);
    }

    [Fact]
    public void Settings_AsAList_MayBeItemsOrOneText()
    {
        Assert.Equal(["a", "b"], Read(("Model:Aliases", "a, b")).Model.Aliases);
        Assert.Equal(["a", "b"], Read(("Model:Aliases:0", "a"), ("Model:Aliases:1", "b")).Model.Aliases);
    }

    [Fact]
    public void Documentation_OfTheSettings_HasEveryKey()
    {
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "configuration.md"));
        var reader = new SettingsReader(Configure());
        Settings.Read(reader);

        Assert.All(reader.KnownKeys, key => Assert.Contains($"`{key}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void SettingsFile_OfTheRepository_HasEveryKeyAndNoMistake()
    {
        IConfiguration file = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"))
            .Build();
        var reader = new SettingsReader(file);
        Settings.Read(reader);
        reader.RefuseUnknownKeys();

        Assert.Null(reader.Error);
        Assert.Equal(
            reader.KnownKeys.Order(),
            file.GetChildren().SelectMany(section => section.GetChildren()).Select(key => key.Path).Order());
    }

    private static Settings Read(params (string Key, string Value)[] values)
    {
        Assert.True(Settings.TryRead(Configure(values), out Settings? settings, out string? error), error);
        return settings;
    }

    private static IConfiguration Configure(params (string Key, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
        .Build();
}
