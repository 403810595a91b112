using System.Collections.Concurrent;
using LightThinker.Engine.Decoding;

namespace LightThinker.TestKit.Decoding;

/// <summary>Embedding without a model: a script makes the vectors, and what was asked for is kept. Thread-safe.</summary>
/// <param name="script">Makes the vector of an input.</param>
/// <param name="dimensions">Numbers in it.</param>
public sealed class ScriptedEmbedderSource(Func<IReadOnlyList<Token>, float[]> script, int dimensions) : IEmbedderSource
{
    private int _disposedCount;

    public int Dimensions => dimensions;

    public Pooling? TrainedPooling { get; init; }

    public Token? EndOfText { get; init; }

    /// <summary>Most inputs of one call.</summary>
    public int MaxInputs { get; init; } = 4;

    /// <summary>Called before each computation, on the embedder's thread; may wait, or throw to act a broken device.</summary>
    public Action? OnEmbed { get; set; }

    /// <summary>Thrown instead of opening an embedder.</summary>
    public DecoderException? OpenFailure { get; set; }

    /// <summary>The options of every embedder opened so far.</summary>
    public ConcurrentQueue<EmbedderOptions> Opened { get; } = new();

    /// <summary>The inputs of every call so far.</summary>
    public ConcurrentQueue<IReadOnlyList<IReadOnlyList<Token>>> Calls { get; } = new();

    /// <summary>Embedders that were disposed.</summary>
    public int DisposedCount => _disposedCount;

    public IEmbedder Open(EmbedderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Opened.Enqueue(options);
        return OpenFailure is null
            ? new ScriptedEmbedder(this, script, options.MaxTokens)
            : throw OpenFailure;
    }

    internal void CountDisposed() => Interlocked.Increment(ref _disposedCount);
}
