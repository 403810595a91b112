using LightThinker.Gguf.Reading;

namespace LightThinker.Gguf.Tests.Reading;

public sealed class GgufMetadataTests
{
    private readonly GgufMetadata _metadata = GgufReaderTests.Open(SampleFile.Create()).Metadata;

    [Fact]
    public void Entries_All_AreInFileOrder()
    {
        Assert.Equal(25, _metadata.Entries.Count);
        Assert.Equal(("u8", "none"), (_metadata.Entries[0].Key, _metadata.Entries[^1].Key));
    }

    [Fact]
    public void Get_Missing_NamesTheKey()
    {
        Assert.Contains(
            "metadata key 'x' is missing",
            Assert.Throws<GgufException>(() => _metadata.Get<uint>("x")).Message,
            StringComparison.Ordinal);
        Assert.False(_metadata.Contains("x"));
        Assert.False(_metadata.TryGet("x", out _));
    }

    [Theory]
    [InlineData("i32", "'i32' is of type Int32; one UInt32 is needed")]
    [InlineData("u32s", "'u32s' is an array of UInt32; one UInt32 is needed")]
    [InlineData("string", "'string' is of type String; one UInt32 is needed")]
    public void Get_OtherType_SaysWhich(string key, string expected) => Assert.Contains(
        expected, Assert.Throws<GgufException>(() => _metadata.Get<uint>(key)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("i32s", "'i32s' is an array of Int32; an array of UInt32 is needed")]
    [InlineData("u32", "'u32' is of type UInt32; an array of UInt32 is needed")]
    public void GetArray_OtherType_SaysWhich(string key, string expected) => Assert.Contains(
        expected, Assert.Throws<GgufException>(() => _metadata.GetArray<uint>(key)).Message, StringComparison.Ordinal);
}
