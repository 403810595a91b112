using System.Diagnostics;
using LightThinker.Engine.Decoding;
using LightThinker.Llama;
using LightThinker.Llama.Decoding;
using LightThinker.Llama.Loading;
using LightThinker.Server.Options;
using Serilog.Events;

namespace LightThinker.Server.Hosting;

/// <summary>Opens models on llama.cpp. Immutable.</summary>
internal sealed class LlamaModelLoader(ILogger<LlamaModelLoader> logger) : IModelLoader
{
    public LoadedModel Load(Settings settings, Action<float> progress, CancellationToken cancellation)
    {
        try
        {
            var runtime = LlamaRuntime.Open(OptionsOf(settings), new DirectProgress(progress), cancellation);
            HostLog.RuntimeOpened(logger, runtime.LibraryVersion, string.Join(", ", runtime.Devices));
            return new LoadedModel(runtime.Model, runtime.Vocabulary, runtime.Decoder, runtime, runtime.Embedding);
        }
        catch (ModelLoadException exception)
        {
            throw new StartupException($"Model:Path cannot be served: {exception.Message}", exception);
        }
        catch (NativeLibraryException exception)
        {
            throw new StartupException(
                $"llama.cpp cannot be used (setting Llama:LibraryPath): {exception.Message}",
                exception);
        }
        catch (DecoderException exception)
        {
            throw new StartupException(
                $"Engine:ContextCells is {settings.Engine.ContextCells}: {exception.Message}",
                exception);
        }
    }

    /// <summary>
    /// The level at which a line of llama.cpp is logged: what it calls information is for who looks into the runtime, and the
    /// text of its errors is also in the exception that is logged.
    /// </summary>
    internal static LogLevel LevelOf(LlamaLogLevel level) => level switch
    {
        LlamaLogLevel.Debug => LogLevel.Trace,
        LlamaLogLevel.Information => LogLevel.Debug,
        _ => LogLevel.Warning,
    };

    /// <summary>The least level that llama.cpp has to pass on so that nothing to be logged is missed.</summary>
    /// <param name="level">Least severe level that the server logs.</param>
    internal static LlamaLogLevel MinimumFor(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => LlamaLogLevel.Debug,
        LogEventLevel.Debug => LlamaLogLevel.Information,
        LogEventLevel.Information or LogEventLevel.Warning => LlamaLogLevel.Warning,
        _ => LlamaLogLevel.None,
    };

    private LlamaRuntimeOptions OptionsOf(Settings settings)
    {
        KvCacheType cacheType = settings.Engine.CacheType switch
        {
            CacheType.F32 => KvCacheType.F32,
            CacheType.F16 => KvCacheType.F16,
            CacheType.Q8 => KvCacheType.Q8,
            var other => throw new UnreachableException($"{other} is not a cache type."),
        };
        return new LlamaRuntimeOptions
        {
            LibraryFolder = settings.Llama.LibraryPath,
            Model = new LlamaModelOptions { Path = settings.Model.Path, GpuLayers = settings.Model.GpuLayers },
            Context = new LlamaContextOptions
            {
                Cells = settings.Engine.ContextCells,
                BatchCapacity = settings.Engine.StepTokenBudget,
                MicroBatch = settings.Engine.StepTokenBudget,
                Slots = settings.Engine.MaxRunning,
                Threads = settings.Engine.Threads,
                KeyType = cacheType,
                ValueType = cacheType,
                FlashAttention = settings.Engine.FlashAttention switch
                {
                    null => FlashAttention.Automatic,
                    true => FlashAttention.On,
                    false => FlashAttention.Off,
                },
            },
            MinimumLogLevel = MinimumFor(settings.Log.Level),
            Log = Forward,
        };
    }

    private void Forward(LlamaLogLevel level, string text)
    {
        // Cells are shared by many requests, each of which is held to the trained context: more cells are as wished.
        // Embeddings are pooled on this side, whatever the model's file says to llama.cpp.
        if (text.Contains("n_ctx_train", StringComparison.Ordinal) ||
            text.Contains("default pooling_type", StringComparison.Ordinal))
        {
            return;
        }

        string line = text.TrimEnd();
        LogLevel known = LevelOf(level);
        HostLog.Native(logger, known, line);
    }

    // Progress<T> would report later, on another thread.
    private sealed class DirectProgress(Action<float> report) : IProgress<float>
    {
        public void Report(float value) => report(value);
    }
}
