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
}
