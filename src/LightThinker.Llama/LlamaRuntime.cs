using LightThinker.Engine.Decoding;
using LightThinker.Llama.Decoding;
using LightThinker.Llama.Loading;
using LightThinker.Llama.Native;

namespace LightThinker.Llama;

/// <summary>
/// A model, ready to run on llama.cpp: what a host hands to the engine. Thread-safe, except that <see cref="Decoder"/>
/// belongs to the first thread that uses it. Dispose it after that thread has ended.
/// </summary>
public sealed class LlamaRuntime : IDisposable
{
    private readonly LlamaModel _model;
    private readonly ComputeThreads _threads;

    private LlamaRuntime(
        LlamaModel model,
        ComputeThreads threads,
        LlamaContextOptions options,
        string version,
        IReadOnlyList<string> devices)
    {
        _model = model;
        _threads = threads;
        Decoder = new LlamaDecoder(LlamaContext.Create(model, options, threads));
        Embedding = new LlamaEmbedderSource(model, options, threads);
        LibraryVersion = version;
        Devices = devices;
    }

    public ModelDescription Model => _model.Description;

    public IVocabulary Vocabulary => _model.Vocabulary;

    /// <summary>The model's context; disposed with this object.</summary>
    public IDecoder Decoder { get; }

    /// <summary>Makes contexts for embeddings, which take turns with <see cref="Decoder"/> in computing.</summary>
    public IEmbedderSource Embedding { get; }

    /// <summary>The version llama.cpp states.</summary>
    public string LibraryVersion { get; }

    /// <summary>What llama.cpp can compute on, by name and description.</summary>
    public IReadOnlyList<string> Devices { get; }

    /// <summary>Loads the libraries (once per process), the model and a context. Takes as long as reading the file does.</summary>
    /// <param name="options">What to load.</param>
    /// <param name="progress">Told 0 … 1 while the model loads, on this thread.</param>
    /// <param name="cancellation">Ends the loading of the model.</param>
    /// <exception cref="NativeLibraryException">llama.cpp's libraries are missing or of another version.</exception>
    /// <exception cref="ModelLoadException">The model file is missing, damaged or of a kind that cannot be served.</exception>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    /// <exception cref="DecoderException">No context of the wished size could be made.</exception>
    /// <exception cref="OperationCanceledException">The load was cancelled.</exception>
    public static LlamaRuntime Open(
        LlamaRuntimeOptions options, IProgress<float>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Context.Validate();
        Action<LlamaLogLevel, string> log = options.Log ?? (static (_, _) => { });
        NativeLog.SendTo(options.Log is null ? LlamaLogLevel.None : options.MinimumLogLevel, log);
        string version = NativeLibraries.Load(options.LibraryFolder);
        IReadOnlyList<string> devices = ComputeDevices.List();
        if (ComputeDevices.FindUnusable(options.LibraryFolder ?? NativeLibraries.DefaultFolder, devices) is { } unusable)
        {
            log(LlamaLogLevel.Warning, unusable);
        }

        LlamaModel model = LlamaModel.Load(options.Model, progress, cancellation);
        ComputeThreads? threads = null;
        try
        {
            threads = ComputeThreads.Start(model, options.Context);
            return new LlamaRuntime(model, threads, options.Context, version, devices);
        }
        catch
        {
            threads?.Dispose();
            model.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Decoder.Dispose();
        _threads.Dispose();
        _model.Dispose();
    }
}
