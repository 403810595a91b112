using LightThinker.Llama.Decoding;

namespace LightThinker.Llama.Tests.Decoding;

public sealed class LlamaContextOptionsTests
{
    public static TheoryData<string, LlamaContextOptions> Wrong => new()
    {
        { "Cells is -1", new() { Cells = -1 } },
        { "BatchCapacity is 0", new() { BatchCapacity = 0 } },
        { "MicroBatch is 0", new() { MicroBatch = 0 } },
        { "Slots is 0", new() { Slots = 0 } },
        { "Slots is 257", new() { Slots = 257 } },
        { "Threads is 0", new() { Threads = 0 } },
        { "Threads is 513", new() { Threads = 513 } },
        { "BatchThreads is -1", new() { BatchThreads = -1 } },
        { "KeyType is 9", new() { KeyType = (KvCacheType)9 } },
        { "ValueType is 9", new() { ValueType = (KvCacheType)9 } },
        { "FlashAttention is 9", new() { FlashAttention = (FlashAttention)9 } },
        { "ValueType Q8 needs", new() { ValueType = KvCacheType.Q8, FlashAttention = FlashAttention.Off } },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void Validate_ValueOutsideItsRange_NamesIt(string start, LlamaContextOptions options) =>
        Assert.StartsWith(start, Assert.Throws<ArgumentException>(options.Validate).Message, StringComparison.Ordinal);

    [Fact]
    public void Validate_Defaults_Pass() => new LlamaContextOptions().Validate();
}
