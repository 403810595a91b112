using LightThinker.Engine.Decoding;
using LightThinker.Llama.Loading;
using LightThinker.Llama.Native;

namespace LightThinker.Llama.Decoding;

/// <summary>Makes contexts that embed with a loaded model. Immutable and thread-safe.</summary>
/// <param name="model">The model, loaded until the last embedder was opened.</param>
/// <param name="options">How the decoder's context computes; embedders do likewise.</param>
/// <param name="threads">What the decoder's context computes on.</param>
internal sealed class LlamaEmbedderSource(LlamaModel model, LlamaContextOptions options, ComputeThreads threads)
    : IEmbedderSource
{
    /// <summary>Inputs of one call; a recurrent model keeps memory for each.</summary>
    private const int Slots = 16;

    // A turn on the threads that the generation waits for too. llama.cpp also computes the logits of every row, though
    // nobody reads them, in two buffers of rows × vocabulary.
    private const int RowsPerTurn = 128;

    public int Dimensions { get; } = NativeMethods.llama_model_n_embd_out(model.Handle);

    public Pooling? TrainedPooling => Read("pooling_type") switch
    {
        "1" => Pooling.Mean,
        "2" => Pooling.Cls,
        "3" => Pooling.Last,

        // 0 gives no single vector, 4 is a reranker's.
        _ => null,
    };

    public Token? EndOfText => model.Vocabulary.EndOfEmbeddedText;

    // A model that attends in both directions cannot be computed in parts.
    private bool IsCausal => Read("attention.causal") != "false";

    public IEmbedder Open(EmbedderOptions wished)
    {
        ArgumentNullException.ThrowIfNull(wished);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(wished.MaxTokens);
        int rows = IsCausal ? Math.Min(RowsPerTurn, wished.MaxTokens) : wished.MaxTokens;
        LlamaContextOptions own = options with
        {
            Embeddings = true,
            Cells = wished.MaxTokens,
            BatchCapacity = rows,
            MicroBatch = rows,
            Slots = Slots,
        };
        return new LlamaEmbedder(LlamaContext.Create(model, own, threads), wished);
    }

    private string? Read(string key) =>
        model.Description.Metadata.GetValueOrDefault($"{model.Description.Architecture}.{key}");
}
