namespace LightThinker.Gguf.Tests;

public sealed class GgufValueTests
{
    [Fact]
    public void Array_UnsupportedElement_NamesIt()
    {
        var error = Assert.Throws<ArgumentException>(() => GgufValue.Array([1m]));

        Assert.Contains("Decimal", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Array_NullElement_SaysWhich()
    {
        var error = Assert.Throws<ArgumentException>(() => GgufValue.Array(["a", null!]));

        Assert.Contains("Element 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Array_OfStrings_KnowsItsElementType()
    {
        GgufValue value = GgufValue.Array(["a"]);

        Assert.Equal((GgufValueType.Array, GgufValueType.String), (value.Type, value.ElementType));
    }

    [Fact]
    public void TryGet_ExactTypeOnly_GivesTheScalar()
    {
        GgufValue value = GgufValue.UInt32(7);

        Assert.True(value.TryGet(out uint number));
        Assert.Equal(7u, number);
        Assert.False(value.TryGet(out int _));
        Assert.False(value.TryGet(out string? _));
        Assert.False(value.TryGetElements<uint>(out _));
    }

    [Fact]
    public void TryGetElements_ExactTypeOnly_GivesTheArray()
    {
        GgufValue value = GgufValue.Array([1, 2]);

        Assert.True(value.TryGetElements(out IReadOnlyList<int>? numbers));
        Assert.Equal([1, 2], numbers);
        Assert.False(value.TryGetElements<uint>(out _));
        Assert.False(value.TryGet(out int[]? _));
    }
}
