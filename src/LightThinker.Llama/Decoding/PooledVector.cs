using LightThinker.Engine.Decoding;

namespace LightThinker.Llama.Decoding;

/// <summary>One input's vector, made from those of its tokens as they come. One thread.</summary>
/// <param name="pooling">Which tokens count.</param>
/// <param name="dimensions">Numbers in a vector.</param>
/// <param name="tokens">Tokens of the input.</param>
internal sealed class PooledVector(Pooling pooling, int dimensions, int tokens)
{
    private readonly float[] _sum = new float[dimensions];

    /// <summary>Takes the next token's vector.</summary>
    /// <param name="position">The token's, counted from 0.</param>
    /// <param name="vector">Its numbers.</param>
    public void Add(int position, ReadOnlySpan<float> vector)
    {
        bool counts = pooling switch
        {
            Pooling.Cls => position == 0,
            Pooling.Last => position == tokens - 1,
            _ => true,
        };
        for (int i = 0; counts && i < _sum.Length; i++)
        {
            _sum[i] += vector[i];
        }
    }

    /// <summary>The input's vector, once every token was added.</summary>
    public float[] Read() => pooling == Pooling.Mean ? [.. _sum.Select(number => number / tokens)] : _sum;
}
