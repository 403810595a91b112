using LightThinker.Engine.Decoding;
using LightThinker.Llama.Decoding;
using LightThinker.Llama.Loading;
using LightThinker.TestKit.Models;
using LightThinker.TestKit.Reference;

namespace LightThinker.Llama.Tests.Exactness;

/// <summary>
/// Evicting from llama.cpp's KV cache computes what one forward pass under the method's explicit mask computes.
/// </summary>
public sealed class ReferenceAgreementTests
{
    private const float Tolerance = 1e-3f;

    [Theory]
    [InlineData(ModelArchitecture.Llama, 2, false, 0)]
    [InlineData(ModelArchitecture.Llama, 9, true, 0)]
    [InlineData(ModelArchitecture.Llama, 2, false, 6)]
    [InlineData(ModelArchitecture.Qwen2, 2, false, 0)]
    [InlineData(ModelArchitecture.Qwen2, 9, true, 0)]
    [InlineData(ModelArchitecture.Qwen2, 2, true, 6)]
    public void Logits_OverManyCompressions_EqualTheMaskedPass(
        ModelArchitecture architecture, int cacheTokens, bool evictsDelimiter, int interval)
    {
        GeneratedModel model = Generate(architecture, cacheTokens, evictsDelimiter);
        LightThinkerScheme scheme = LightThinkerScheme.Of(model) with { Interval = interval };
        DrivenSequence sequence = DrivenSequence.Create(model, scheme, new SequenceSlot(0), seed: 11);

        // Fewer cells than positions: evicted cells are used again.
        Drive(model, cells: 256, sequence);

        Assert.InRange(sequence.Trace.Compressions, 12, int.MaxValue);
        Assert.InRange(sequence.Logits.Count, 257, model.Shape.ContextLength);
        Assert.InRange(LargestGap(model, sequence, sequence.Trace.Mask), 0, Tolerance);
    }

    [Theory]
    [InlineData(ModelArchitecture.Llama)]
    [InlineData(ModelArchitecture.Qwen2)]
    public void Logits_FourSequencesInterleaved_EqualEachOnesMaskedPass(ModelArchitecture architecture)
    {
        GeneratedModel model = Generate(architecture, cacheTokens: 2, evictsDelimiter: false);
        DrivenSequence[] sequences =
        [
            .. Enumerable.Range(0, 4).Select(i => DrivenSequence.Create(
                model, LightThinkerScheme.Of(model), new SequenceSlot(i), seed: 20 + i)),
        ];

        Drive(model, cells: 512, sequences);

        Assert.All(sequences, sequence =>
            Assert.InRange(LargestGap(model, sequence, sequence.Trace.Mask), 0, Tolerance));
    }

    [Theory]
    [InlineData(ModelArchitecture.Llama)]
    [InlineData(ModelArchitecture.Qwen2)]
    public void Logits_AgainstAPassThatForgetsNothing_DifferPlainly(ModelArchitecture architecture)
    {
        GeneratedModel model = Generate(architecture, cacheTokens: 2, evictsDelimiter: false);
        DrivenSequence sequence = DrivenSequence.Create(
            model, LightThinkerScheme.Of(model), new SequenceSlot(0), seed: 11);

        Drive(model, cells: 256, sequence);

        Assert.InRange(
            LargestGap(model, sequence, VisibilityMask.Causal(sequence.Logits.Count)), 100 * Tolerance, float.MaxValue);
    }

    private static GeneratedModel Generate(ModelArchitecture architecture, int cacheTokens, bool evictsDelimiter) =>
        GeneratedModel.Create(new ModelShape
        {
            Architecture = architecture,
            CacheTokens = cacheTokens,
            EvictsOpeningDelimiter = evictsDelimiter,
        });

    // Every call decodes the next round of every sequence that has one left.
    private static void Drive(GeneratedModel model, int cells, params DrivenSequence[] sequences)
    {
        using TemporaryModelFile file = TemporaryModelFile.Write(model);
        using LlamaRuntime runtime = LlamaRuntime.Open(Exact(file.Path, cells));
        var batch = new DecodeBatch(runtime.Decoder.BatchCapacity);
        while (sequences.Any(sequence => !sequence.IsDone))
        {
            batch.Clear();
            (DrivenSequence Sequence, DecodeRound Round)[] turn =
            [
                .. sequences.Where(sequence => !sequence.IsDone).Select(sequence => (sequence, sequence.TakeRound())),
            ];
            foreach ((DrivenSequence sequence, DecodeRound round) in turn)
            {
                for (int i = 0; i < round.Tokens.Count; i++)
                {
                    var position = new Position(sequence.Logits.Count + i);
                    batch.Add(round.Tokens[i], position, sequence.Slot, wantsLogits: true);
                }
            }

            Assert.Equal(DecodeOutcome.Done, runtime.Decoder.Decode(batch));
            Finish(runtime.Decoder, turn);
        }
    }

    private static void Finish(IDecoder decoder, (DrivenSequence Sequence, DecodeRound Round)[] turn)
    {
        int row = 0;
        foreach ((DrivenSequence sequence, DecodeRound round) in turn)
        {
            for (int i = 0; i < round.Tokens.Count; i++)
            {
                sequence.Record(decoder.GetLogits(row++));
            }

            if (round.EvictedAfter is { } range)
            {
                decoder.Remove(sequence.Slot, range);
            }
        }
    }

    // Flash attention rounds keys and values to 16 bits even where the cache holds 32.
    private static LlamaRuntimeOptions Exact(string path, int cells) => new()
    {
        Model = new LlamaModelOptions { Path = path, GpuLayers = 0 },
        Context = new LlamaContextOptions
        {
            Cells = cells,
            Slots = 4,
            Threads = 2,
            KeyType = KvCacheType.F32,
            ValueType = KvCacheType.F32,
            FlashAttention = FlashAttention.Off,
        },
    };

    // Over every token and every vocabulary entry, which includes every position that is sampled from.
    private static float LargestGap(GeneratedModel model, DrivenSequence sequence, VisibilityMask mask)
    {
        float[][] expected = new ReferenceTransformer(model).Evaluate(sequence.Trace.Tokens, mask);
        Assert.Equal(expected.Length, sequence.Logits.Count);
        return expected.Zip(sequence.Logits, (left, right) => left.Zip(right, (a, b) => MathF.Abs(a - b)).Max()).Max();
    }
}
