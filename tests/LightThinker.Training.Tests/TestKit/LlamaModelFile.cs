using LightThinker.Engine.Decoding;
using LightThinker.Llama;
using LightThinker.Llama.Decoding;
using LightThinker.Llama.Loading;

namespace LightThinker.Training.Tests.TestKit;

/// <summary>An exported file, loaded in llama.cpp with the settings that are exact. One thread.</summary>
internal sealed class LlamaModelFile(string path) : IDisposable
{
    private static readonly SequenceSlot Slot = new(0);

    private readonly LlamaRuntime _runtime = LlamaRuntime.Open(new LlamaRuntimeOptions
    {
        Model = new LlamaModelOptions { Path = path, CheckTensors = true },
        Context = new LlamaContextOptions
        {
            Cells = 1024,
            BatchCapacity = 512,
            Slots = 1,
            Threads = 1,
            KeyType = KvCacheType.F32,
            ValueType = KvCacheType.F32,
            FlashAttention = FlashAttention.Off,
        },
    });

    public ModelDescription Model => _runtime.Model;

    public IVocabulary Vocabulary => _runtime.Vocabulary;

    /// <summary>Feeds tokens at consecutive positions.</summary>
    /// <returns>Each token's logits.</returns>
    public float[][] Decode(IReadOnlyList<int> tokens, int firstPosition)
    {
        var batch = new DecodeBatch(512);
        for (int i = 0; i < tokens.Count; i++)
        {
            batch.Add(new Token(tokens[i]), new Position(firstPosition + i), Slot, wantsLogits: true);
        }

        Assert.Equal(DecodeOutcome.Done, _runtime.Decoder.Decode(batch));
        return [.. Enumerable.Range(0, tokens.Count).Select(row => _runtime.Decoder.GetLogits(row).ToArray())];
    }

    public void Evict(int start, int end) =>
        _runtime.Decoder.Remove(Slot, new PositionRange(new Position(start), new Position(end)));

    public void Dispose() => _runtime.Dispose();
}
