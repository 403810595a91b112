using LightThinker.Llama.Loading;

namespace LightThinker.Llama.Tests.Loading;

public sealed class LlamaModelTests(ModelFixture fixture) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_BundledModel_DescribesItself()
    {
        var model = fixture.Model.Description;

        Assert.Equal("llama", model.Architecture);
        Assert.Equal(2048, model.TrainedContext);
        Assert.InRange(model.ParameterCount, 1_000_000, 8_000_000);
        Assert.InRange(model.SizeBytes, 2 * model.ParameterCount, new FileInfo(ModelFixture.ModelPath).Length);
        Assert.Contains("<|im_start|>", model.ChatTemplate, StringComparison.Ordinal);
        Assert.Equal("2", model.Metadata["lightthinker.cache_token_count"]);
        Assert.Equal(model.Name, model.Metadata["general.name"]);
    }

    [Fact]
    public void Load_SplitModel_LoadsAllPartsByTheFirst()
    {
        string first = EditedGguf.Split(ModelFixture.ModelPath, _folder.FullPath);

        using LlamaModel model = Load(first);

        Assert.Equal(fixture.Model.Description.ParameterCount, model.Description.ParameterCount);
        Assert.Equal(fixture.Model.Vocabulary.Count, model.Vocabulary.Count);
    }

    [Fact]
    public void Load_SplitModelByItsSecondPart_AsksForTheFirst()
    {
        string second = EditedGguf.Split(ModelFixture.ModelPath, _folder.FullPath)
            .Replace("00001-of", "00002-of", StringComparison.Ordinal);

        Assert.Contains("is part 00002 of 00002; give the first part", Failure(second), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_SplitModelWithoutItsSecondPart_NamesTheMissingFile()
    {
        string first = EditedGguf.Split(ModelFixture.ModelPath, _folder.FullPath);
        File.Delete(first.Replace("00001-of", "00002-of", StringComparison.Ordinal));

        Assert.Contains("00002-of-00002.gguf", Failure(first), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NoSuchFile_NamesThePath()
    {
        string path = Path.Combine(_folder.FullPath, "none.gguf");

        Assert.Contains($"{path} does not exist", Failure(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_Folder_AsksForTheFile() =>
        Assert.Contains("is a folder", Failure(_folder.FullPath), StringComparison.Ordinal);

    [Fact]
    public void Load_EmptyFile_SaysSo() =>
        Assert.Contains("is empty", Failure(_folder.Write("empty.gguf", [])), StringComparison.Ordinal);

    [Fact]
    public void Load_OtherFileFormat_SaysThatItIsNoGguf() =>
        Assert.Contains("is not a GGUF file", Failure(_folder.Write("zip.gguf", "PK\u0003\u0004"u8)), StringComparison.Ordinal);

    [Theory]
    [InlineData(4)]
    [InlineData(20)]
    [InlineData(3_000)]
    [InlineData(40_000)]
    [InlineData(2_000_000)]
    public void Load_TruncatedFile_GivesReasonOfLlamaCpp(int length)
    {
        string path = _folder.Write("cut.gguf", File.ReadAllBytes(ModelFixture.ModelPath).AsSpan(0, length));

        string message = Failure(path);

        Assert.Contains($"{path} could not be loaded. llama.cpp says:", message, StringComparison.Ordinal);
        Assert.Contains("failed to load model", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Load_GarbageAfterTheMagic_GivesReasonOfLlamaCpp(int seed)
    {
        byte[] content = new byte[10_000];
        new Random(seed).NextBytes(content);
        "GGUF\u0003\0\0\0"u8.CopyTo(content);

        Assert.Contains("llama.cpp says:", Failure(_folder.Write("garbage.gguf", content)), StringComparison.Ordinal);
    }

    [Fact]
    public void RequireGpu_LayersWithoutAGpu_NamesTheSetting()
    {
        var options = new LlamaModelOptions { Path = ModelFixture.ModelPath, GpuLayers = 3 };

        string message = Assert.Throws<ModelLoadException>(() => options.RequireGpu(available: false)).Message;

        Assert.Contains("GpuLayers is 3", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(0, false)]
    [InlineData(3, true)]
    public void RequireGpu_WishCanBeMet_Passes(int? layers, bool available) =>
        new LlamaModelOptions { Path = ModelFixture.ModelPath, GpuLayers = layers }.RequireGpu(available);

    [Fact]
    public void Load_WithoutMemoryMap_Works()
    {
        var options = new LlamaModelOptions { Path = ModelFixture.ModelPath, MemoryMap = false, CheckTensors = true };

        using LlamaModel model = LlamaModel.Load(options, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(fixture.Model.Description.SizeBytes, model.Description.SizeBytes);
    }

    [Fact]
    public void Load_WithListener_ReportsRisingProgressToTheEnd()
    {
        var listener = new ProgressList();

        Load(ModelFixture.ModelPath, listener).Dispose();

        Assert.Equal(listener.Values.Order(), listener.Values);
        Assert.Equal(1f, listener.Values[^1]);
    }

    [Fact]
    public void Load_Cancelled_Throws()
    {
        using var source = new CancellationTokenSource();
        var canceller = new Canceller(source);

        Assert.Throws<OperationCanceledException>(
            () => LlamaModel.Load(new LlamaModelOptions { Path = ModelFixture.ModelPath }, canceller, source.Token));
    }

    [Fact]
    public void Load_ListenerThrows_CarriesItsException()
    {
        var error = Assert.Throws<ModelLoadException>(() => Load(ModelFixture.ModelPath, new Failing()));

        Assert.IsType<InvalidTimeZoneException>(error.InnerException);
    }

    private static LlamaModel Load(string path, IProgress<float>? progress = null) =>
        LlamaModel.Load(new LlamaModelOptions { Path = path }, progress, TestContext.Current.CancellationToken);

    private static string Failure(string path) => Assert.Throws<ModelLoadException>(() => Load(path)).Message;

    private sealed class ProgressList : IProgress<float>
    {
        public List<float> Values { get; } = [];

        public void Report(float value) => Values.Add(value);
    }

    private sealed class Canceller(CancellationTokenSource source) : IProgress<float>
    {
        public void Report(float value) => source.Cancel();
    }

    private sealed class Failing : IProgress<float>
    {
        public void Report(float value) => throw new InvalidTimeZoneException();
    }
}
