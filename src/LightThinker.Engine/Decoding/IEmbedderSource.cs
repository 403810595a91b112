namespace LightThinker.Engine.Decoding;

/// <summary>
/// What a runtime knows about embedding with its model, and the way to begin. Immutable and thread-safe. Memory is taken by
/// <see cref="Open"/> only.
/// </summary>
public interface IEmbedderSource
{
    /// <summary>Numbers in a vector; at least 1.</summary>
    int Dimensions { get; }

    /// <summary>How the model was trained to be pooled; null where its file does not say, or has another purpose.</summary>
    Pooling? TrainedPooling { get; }

    /// <summary>The token that ends every text to embed, where the model was trained so.</summary>
    Token? EndOfText { get; }

    /// <summary>Makes an embedder. It is disposed by whoever asked for it.</summary>
    /// <exception cref="DecoderException">There is too little memory for it.</exception>
    IEmbedder Open(EmbedderOptions options);
}
