using LightThinker.Engine.Decoding;
using LightThinker.Server.Hosting;
using LightThinker.Server.Options;

namespace LightThinker.Server.Embeddings;

/// <summary>Decides whether a model embeds, and how. Immutable and thread-safe.</summary>
internal sealed class EmbeddingEngineFactory(Settings settings, ILogger<EmbeddingEngine> logger)
{
    /// <param name="loaded">The model.</param>
    /// <param name="engine">Its engine, which takes no memory yet; null where it does not embed.</param>
    /// <returns>Why the model does not embed and what to do, for clients; null where it does.</returns>
    public string? TryCreate(LoadedModel loaded, out EmbeddingEngine? engine)
    {
        engine = null;
        EmbeddingSettings wished = settings.Embeddings;
        if (!wished.Enabled)
        {
            return "This server does not make embeddings: its setting Embeddings:Enabled is false.";
        }

        if (loaded.Embedding is not { } source)
        {
            return "This server does not make embeddings: its runtime cannot.";
        }

        if ((wished.Pooling ?? source.TrainedPooling) is not { } pooling)
        {
            return $"The model '{settings.Model.Id}' writes text and was not trained for embeddings. The server makes some " +
                "of it all the same where its setting Embeddings:Pooling is mean, cls or last.";
        }

        var model = new EmbeddingModel
        {
            Dimensions = source.Dimensions,
            IsMatryoshka = wished.Matryoshka,
            MaxTokens = Math.Min(wished.ContextTokens, loaded.Description.TrainedContext),
            Pooling = pooling,
            Vocabulary = loaded.Vocabulary,
            EndOfText = source.EndOfText,
        };
        engine = new EmbeddingEngine(model, () => Open(source, model), wished.MaxQueued, logger);
        return null;
    }

    private IEmbedder Open(IEmbedderSource source, EmbeddingModel model)
    {
        IEmbedder embedder = source.Open(new EmbedderOptions(model.Pooling, model.MaxTokens));
        EmbeddingLog.Opened(logger, model.Pooling.ToString(), model.MaxTokens, model.Dimensions);
        return embedder;
    }
}
