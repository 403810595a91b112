using LightThinker.Engine.Decoding;
using LightThinker.Llama.Decoding;
using LightThinker.Llama.Loading;
using LightThinker.Llama.Native;

namespace LightThinker.Llama.Tests.Decoding;

/// <summary>An input's vector as llama.cpp pools it by itself, all tokens in one micro batch. Stateless.</summary>
internal static unsafe class NativePooling
{
    private const int MaxTokens = 512;

    public static float[] Embed(LlamaModel model, IReadOnlyList<Token> tokens, Pooling pooling)
    {
        NativeContextParams parameters = NativeMethods.llama_context_default_params();
        parameters.ContextSize = MaxTokens;
        parameters.BatchSize = MaxTokens;
        parameters.MicroBatchSize = MaxTokens;
        parameters.Threads = 1;
        parameters.BatchThreads = 1;
        parameters.Embeddings = 1;
        parameters.Pooling = pooling switch { Pooling.Mean => 1, Pooling.Cls => 2, _ => 3 };
        parameters.FlashAttention = 0;
        parameters.KeyType = 0;
        parameters.ValueType = 0;
        using ThreadPoolHandle threads = ThreadPoolHandle.Start(1);
        using ContextHandle context = ContextHandle.Create(model.Handle, parameters, threads, threads);
        var rows = new DecodeBatch(MaxTokens);
        for (int i = 0; i < tokens.Count; i++)
        {
            rows.Add(tokens[i], new Position(i), new SequenceSlot(0), wantsLogits: true);
        }

        var batch = new TokenBatch(MaxTokens, model.Vocabulary.Count, slots: 1);
        batch.Fill(rows);
        Assert.Equal(0, NativeMethods.llama_decode(context, batch.Native));
        GC.KeepAlive(batch);
        float* vector = TestNative.llama_get_embeddings_seq(context.DangerousGetHandle(), 0);
        return new ReadOnlySpan<float>(vector, NativeMethods.llama_model_n_embd_out(model.Handle)).ToArray();
    }
}
