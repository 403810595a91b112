using System.Collections.Concurrent;
using LightThinker.Engine.Decoding;
using LightThinker.Llama.Decoding;
using LightThinker.Llama.Loading;

namespace LightThinker.Llama.Tests;

/// <summary>These set the process's one log, so they run one after another.</summary>
public sealed class LlamaRuntimeTests
{
    private static readonly LlamaRuntimeOptions Options = new()
    {
        Model = new LlamaModelOptions { Path = ModelFixture.ModelPath },
        Context = new LlamaContextOptions { Cells = 256, BatchCapacity = 32, Slots = 2, Threads = 1 },
    };

    [Fact]
    public void Open_BundledModel_IsReadyToDecode()
    {
        using LlamaRuntime runtime = Open(Options);
        IReadOnlyList<Token> tokens = runtime.Vocabulary.Tokenize("What is 2 + 3?");
        var batch = new DecodeBatch(32);
        for (int i = 0; i < tokens.Count; i++)
        {
            batch.Add(tokens[i], new Position(i), new SequenceSlot(1), wantsLogits: i == tokens.Count - 1);
        }

        Assert.Equal(DecodeOutcome.Done, runtime.Decoder.Decode(batch));
        Assert.Equal(runtime.Vocabulary.Count, runtime.Decoder.GetLogits(tokens.Count - 1).Length);
        Assert.Equal("llama", runtime.Model.Architecture);
        Assert.StartsWith("0.5.0", runtime.LibraryVersion, StringComparison.Ordinal);
        Assert.Contains(runtime.Devices, static device => device.StartsWith("CPU: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Open_WrongContextOption_NamesItBeforeLoading()
    {
        LlamaRuntimeOptions options = Options with
        {
            Model = new LlamaModelOptions { Path = "does-not-exist.gguf" },
            Context = Options.Context with { Slots = 300 },
        };

        Assert.StartsWith("Slots is 300", Assert.Throws<ArgumentException>(() => Open(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NoSuchModel_Throws() =>
        Assert.Throws<ModelLoadException>(
            () => Open(Options with { Model = new LlamaModelOptions { Path = "does-not-exist.gguf" } }));

    [Fact]
    public void Open_FolderWithoutLibraries_Throws()
    {
        using var folder = new TemporaryFolder();

        Assert.Throws<NativeLibraryException>(() => Open(Options with { LibraryFolder = folder.FullPath }));
    }

    [Theory]
    [InlineData(LlamaLogLevel.Debug, true, true)]
    [InlineData(LlamaLogLevel.Information, false, true)]
    [InlineData(LlamaLogLevel.Error, false, false)]
    [InlineData(LlamaLogLevel.None, false, false)]
    public void Open_WithALog_PassesOnFromTheMinimum(LlamaLogLevel minimum, bool debug, bool information)
    {
        int thread = Environment.CurrentManagedThreadId;
        var lines = new ConcurrentQueue<(LlamaLogLevel Level, string Text)>();
        void Collect(LlamaLogLevel level, string text)
        {
            // Other tests log at the same time, on threads of their own.
            if (Environment.CurrentManagedThreadId == thread)
            {
                lines.Enqueue((level, text));
            }
        }

        using LlamaRuntime runtime = Open(Options with { MinimumLogLevel = minimum, Log = Collect });

        Assert.Equal(debug, lines.Any(static line => line.Level == LlamaLogLevel.Debug));
        Assert.Equal(information, lines.Any(static line => line.Level == LlamaLogLevel.Information));
        Assert.DoesNotContain(lines, static line => line.Text.EndsWith('\n'));
    }

    [Fact]
    public void Open_LogThrows_LoadsNevertheless()
    {
        static void Fail(LlamaLogLevel level, string text) => throw new InvalidOperationException(text);

        using LlamaRuntime runtime = Open(Options with { MinimumLogLevel = LlamaLogLevel.Debug, Log = Fail });

        Assert.Equal(256, runtime.Decoder.CellCount);
    }

    private static LlamaRuntime Open(LlamaRuntimeOptions options) =>
        LlamaRuntime.Open(options, cancellation: TestContext.Current.CancellationToken);
}
