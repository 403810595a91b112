using LightThinker.Server.Embeddings;

namespace LightThinker.Server.Tests.Embeddings;

public sealed class UnitVectorTests
{
    [Fact]
    public void Of_AVector_HasLengthOne() => Assert.Equal([0.6f, 0.8f], UnitVector.Of([3, 4], 2)!);

    [Fact]
    public void Of_TheFirstNumbers_HasLengthOneToo() => Assert.Equal([0.6f, 0.8f], UnitVector.Of([3, 4, 12], 2)!);

    [Fact]
    public void Of_HugeNumbers_DoesNotOverflow() => Assert.Equal(0.6f, UnitVector.Of([3e30f, 4e30f], 2)![0], 1e-6f);

    [Fact]
    public void Of_Zeros_StaysZeros() => Assert.Equal([0f, 0f], UnitVector.Of([0, 0], 2)!);

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Of_WhatIsNoNumber_IsNull(float number) => Assert.Null(UnitVector.Of([1, number], 2));
}
