using LightThinker.TestKit.Models;
using LightThinker.TestKit.Reference;

namespace LightThinker.Gguf.Tests.TestKit.Reference;

public sealed class RotaryEmbeddingTests
{
    // One radian per position for a head's first pair, a hundredth for its second: base 10,000 over two pairs.
    private const float Fast = 2;
    private const float Slow = 0.02f;

    [Fact]
    public void Rotate_Llama_TurnsNeighbours() =>
        Assert.Equal(
            [MathF.Cos(Fast), MathF.Sin(Fast), -MathF.Sin(Slow), MathF.Cos(Slow)],
            RotateTwoPositions(ModelArchitecture.Llama, [1, 0, 0, 1]),
            (expected, actual) => MathF.Abs(expected - actual) < 1e-6f);

    [Fact]
    public void Rotate_Qwen2_TurnsHalves() =>
        Assert.Equal(
            [MathF.Cos(Fast), -MathF.Sin(Slow), MathF.Sin(Fast), MathF.Cos(Slow)],
            RotateTwoPositions(ModelArchitecture.Qwen2, [1, 0, 0, 1]),
            (expected, actual) => MathF.Abs(expected - actual) < 1e-6f);

    [Fact]
    public void Rotate_SeveralHeads_TurnsEachTheSame()
    {
        float[] heads = RotateTwoPositions(ModelArchitecture.Qwen2, [1, 2, 3, 4, 1, 2, 3, 4]);

        Assert.Equal(heads[..4], heads[4..]);
    }

    private static float[] RotateTwoPositions(ModelArchitecture architecture, float[] heads)
    {
        var shape = new ModelShape { Architecture = architecture, Width = 8, Heads = 2, RopeBase = 10_000 };
        new RotaryEmbedding(shape).Rotate(heads, position: 2);
        return heads;
    }
}
