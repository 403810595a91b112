using System.Numerics.Tensors;
using System.Numerics;
using System.Runtime.InteropServices;

namespace LightThinker.Engine.Sampling;

/// <summary>
/// Maps floats to integers of the same order, so that a border is searched by shifting bits, exactly and whatever the
/// numbers' range. Stateless and thread-safe.
/// </summary>
internal static class CandidateOrder
{
    /// <summary>Keys that put the highest value first. Equal values, 0 and −0 included, get equal keys.</summary>
    /// <param name="values">No NaN; infinities are values like others.</param>
    /// <param name="keys">As long as the values.</param>
    public static void HighestFirst(ReadOnlySpan<float> values, Span<int> keys)
    {
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        Span<Vector<int>> keyVectors = MemoryMarshal.Cast<int, Vector<int>>(keys);
        for (int i = 0; i < vectors.Length; i++)
        {
            // Adding 0 turns -0 into 0.
            Vector<int> bits = Vector.AsVectorInt32(vectors[i] + Vector<float>.Zero);
            keyVectors[i] = ~(bits ^ (Vector.ShiftRightArithmetic(bits, 31) & new Vector<int>(int.MaxValue)));
        }

        for (int i = vectors.Length * Vector<float>.Count; i < values.Length; i++)
        {
            int bits = BitConverter.SingleToInt32Bits(values[i] + 0f);
            keys[i] = ~(bits ^ ((bits >> 31) & int.MaxValue));
        }
    }

    /// <summary>The value that <see cref="HighestFirst"/> gave this key to.</summary>
    public static float ValueOf(int key)
    {
        int ordered = ~key;
        return BitConverter.Int32BitsToSingle(ordered ^ ((ordered >> 31) & int.MaxValue));
    }

    /// <summary>Keys that put the value nearest to a centre first, whichever side it is on.</summary>
    /// <param name="values">Finite numbers.</param>
    /// <param name="centre">A finite number.</param>
    /// <param name="keys">As long as the values.</param>
    public static void NearestFirst(ReadOnlySpan<float> values, float centre, Span<int> keys)
    {
        // A float that is not negative has the order of its bits.
        Span<float> distances = MemoryMarshal.Cast<int, float>(keys)[..values.Length];
        TensorPrimitives.Subtract(values, centre, distances);
        TensorPrimitives.Abs(distances, distances);
    }
}
