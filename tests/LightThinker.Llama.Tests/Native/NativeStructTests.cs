using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LightThinker.Llama.Native;

namespace LightThinker.Llama.Tests.Native;

public sealed class NativeStructTests
{
    [Fact]
    public void Sizes_AsInTheHeader_OfVersion050()
    {
        Assert.Equal(80, Unsafe.SizeOf<NativeModelParams>());
        Assert.Equal(160, Unsafe.SizeOf<NativeContextParams>());
        Assert.Equal(56, Unsafe.SizeOf<NativeBatch>());
        Assert.Equal(12, Unsafe.SizeOf<NativeTokenData>());
        Assert.Equal(32, Unsafe.SizeOf<NativeTokenDataArray>());
        Assert.Equal(528, Unsafe.SizeOf<NativeThreadPoolParams>());
    }

    [Theory]
    [InlineData(nameof(NativeModelParams.Devices), 0)]
    [InlineData(nameof(NativeModelParams.TensorBufferOverrides), 8)]
    [InlineData(nameof(NativeModelParams.GpuLayers), 16)]
    [InlineData(nameof(NativeModelParams.SplitMode), 20)]
    [InlineData(nameof(NativeModelParams.LoadMode), 24)]
    [InlineData(nameof(NativeModelParams.LazyMode), 28)]
    [InlineData(nameof(NativeModelParams.MainGpu), 32)]
    [InlineData(nameof(NativeModelParams.TensorSplit), 40)]
    [InlineData(nameof(NativeModelParams.ProgressCallback), 48)]
    [InlineData(nameof(NativeModelParams.ProgressState), 56)]
    [InlineData(nameof(NativeModelParams.Overrides), 64)]
    [InlineData(nameof(NativeModelParams.VocabularyOnly), 72)]
    [InlineData(nameof(NativeModelParams.CheckTensors), 73)]
    [InlineData(nameof(NativeModelParams.UseExtraBuffers), 74)]
    [InlineData(nameof(NativeModelParams.NoHost), 75)]
    [InlineData(nameof(NativeModelParams.NoAllocation), 76)]
    [InlineData(nameof(NativeModelParams.LoadMtp), 77)]
    public void ModelParams_Field_LiesAsInTheHeader(string field, int offset) =>
        Assert.Equal(offset, Marshal.OffsetOf<NativeModelParams>(field));

    [Theory]
    [InlineData(nameof(NativeContextParams.ContextSize), 0)]
    [InlineData(nameof(NativeContextParams.BatchSize), 4)]
    [InlineData(nameof(NativeContextParams.MicroBatchSize), 8)]
    [InlineData(nameof(NativeContextParams.MaxSequences), 12)]
    [InlineData(nameof(NativeContextParams.RecurrentSnapshots), 16)]
    [InlineData(nameof(NativeContextParams.MaxOutputs), 20)]
    [InlineData(nameof(NativeContextParams.MaxOutputsPerSequence), 24)]
    [InlineData(nameof(NativeContextParams.Threads), 28)]
    [InlineData(nameof(NativeContextParams.BatchThreads), 32)]
    [InlineData(nameof(NativeContextParams.ContextType), 36)]
    [InlineData(nameof(NativeContextParams.RopeScaling), 40)]
    [InlineData(nameof(NativeContextParams.Pooling), 44)]
    [InlineData(nameof(NativeContextParams.Attention), 48)]
    [InlineData(nameof(NativeContextParams.FlashAttention), 52)]
    [InlineData(nameof(NativeContextParams.RopeFrequencyBase), 56)]
    [InlineData(nameof(NativeContextParams.RopeFrequencyScale), 60)]
    [InlineData(nameof(NativeContextParams.YarnExtrapolation), 64)]
    [InlineData(nameof(NativeContextParams.YarnAttention), 68)]
    [InlineData(nameof(NativeContextParams.YarnBetaFast), 72)]
    [InlineData(nameof(NativeContextParams.YarnBetaSlow), 76)]
    [InlineData(nameof(NativeContextParams.YarnOriginalContext), 80)]
    [InlineData(nameof(NativeContextParams.DefragmentationThreshold), 84)]
    [InlineData(nameof(NativeContextParams.EvaluationCallback), 88)]
    [InlineData(nameof(NativeContextParams.EvaluationState), 96)]
    [InlineData(nameof(NativeContextParams.KeyType), 104)]
    [InlineData(nameof(NativeContextParams.ValueType), 108)]
    [InlineData(nameof(NativeContextParams.AbortCallback), 112)]
    [InlineData(nameof(NativeContextParams.AbortState), 120)]
    [InlineData(nameof(NativeContextParams.Embeddings), 128)]
    [InlineData(nameof(NativeContextParams.OffloadKv), 129)]
    [InlineData(nameof(NativeContextParams.NoPerformanceCounters), 130)]
    [InlineData(nameof(NativeContextParams.OffloadOperations), 131)]
    [InlineData(nameof(NativeContextParams.FullSlidingWindow), 132)]
    [InlineData(nameof(NativeContextParams.UnifiedKv), 133)]
    [InlineData(nameof(NativeContextParams.Samplers), 136)]
    [InlineData(nameof(NativeContextParams.SamplerCount), 144)]
    [InlineData(nameof(NativeContextParams.OtherContext), 152)]
    public void ContextParams_Field_LiesAsInTheHeader(string field, int offset) =>
        Assert.Equal(offset, Marshal.OffsetOf<NativeContextParams>(field));

    [Theory]
    [InlineData(nameof(NativeBatch.Count), 0)]
    [InlineData(nameof(NativeBatch.Tokens), 8)]
    [InlineData(nameof(NativeBatch.Embeddings), 16)]
    [InlineData(nameof(NativeBatch.Positions), 24)]
    [InlineData(nameof(NativeBatch.SequenceCounts), 32)]
    [InlineData(nameof(NativeBatch.Sequences), 40)]
    [InlineData(nameof(NativeBatch.WantsLogits), 48)]
    public void Batch_Field_LiesAsInTheHeader(string field, int offset) =>
        Assert.Equal(offset, Marshal.OffsetOf<NativeBatch>(field));

    [Theory]
    [InlineData(nameof(NativeTokenDataArray.Data), 0)]
    [InlineData(nameof(NativeTokenDataArray.Count), 8)]
    [InlineData(nameof(NativeTokenDataArray.Selected), 16)]
    [InlineData(nameof(NativeTokenDataArray.Sorted), 24)]
    public void TokenDataArray_Field_LiesAsInTheHeader(string field, int offset) =>
        Assert.Equal(offset, Marshal.OffsetOf<NativeTokenDataArray>(field));

    [Theory]
    [InlineData(nameof(NativeThreadPoolParams.Cores), 0)]
    [InlineData(nameof(NativeThreadPoolParams.Threads), 512)]
    [InlineData(nameof(NativeThreadPoolParams.Priority), 516)]
    [InlineData(nameof(NativeThreadPoolParams.Poll), 520)]
    [InlineData(nameof(NativeThreadPoolParams.StrictCores), 524)]
    [InlineData(nameof(NativeThreadPoolParams.Paused), 525)]
    public void ThreadPoolParams_Field_LiesAsInTheHeader(string field, int offset) =>
        Assert.Equal(offset, Marshal.OffsetOf<NativeThreadPoolParams>(field));
}
