using System.Numerics;
using System.Runtime.InteropServices;

namespace LightThinker.Engine.Sampling;

/// <summary>Passes over keys that pick those from a lowest to a highest one. Stateless and thread-safe.</summary>
internal static class KeyRange
{
    // Vectors of weights that are added up in single precision before the sum goes on in double precision.
    private const int Run = 64;

    /// <summary>How far a key lies above the lowest; right for any two, though their difference may not fit an int.</summary>
    public static uint Distance(int low, int key) => unchecked((uint)key - (uint)low);

    /// <summary>The weight of all keys below the given one.</summary>
    public static double WeightBelow(ReadOnlySpan<int> keys, ReadOnlySpan<float> weights, int low)
    {
        ReadOnlySpan<Vector<int>> keyVectors = MemoryMarshal.Cast<int, Vector<int>>(keys);
        ReadOnlySpan<Vector<float>> weightVectors = MemoryMarshal.Cast<float, Vector<float>>(weights);
        Vector<int> lows = new(low);
        double weight = 0;
        for (int start = 0; start < keyVectors.Length; start += Run)
        {
            Vector<float> sum = Vector<float>.Zero;
            int end = Math.Min(start + Run, keyVectors.Length);
            for (int v = start; v < end; v++)
            {
                sum += Vector.ConditionalSelect(Vector.LessThan(keyVectors[v], lows), weightVectors[v], Vector<float>.Zero);
            }

            weight += Vector.Sum(sum);
        }

        for (int i = keyVectors.Length * Vector<int>.Count; i < keys.Length; i++)
        {
            weight += keys[i] < low ? weights[i] : 0;
        }

        return weight;
    }

    /// <summary>The weight of the keys with the given indices.</summary>
    public static double WeightOf(ReadOnlySpan<int> indices, ReadOnlySpan<float> weights)
    {
        double weight = 0;
        foreach (int index in indices)
        {
            weight += weights[index];
        }

        return weight;
    }

    /// <summary>Writes the indices of the keys in the range, ascending.</summary>
    /// <returns>How many there are.</returns>
    public static int Collect(ReadOnlySpan<int> keys, int low, int high, Span<int> indices)
    {
        ReadOnlySpan<Vector<int>> vectors = MemoryMarshal.Cast<int, Vector<int>>(keys);
        Vector<int> lows = new(low);
        Vector<uint> range = new(Distance(low, high));
        int count = 0;
        int i = 0;
        foreach (Vector<int> vector in vectors)
        {
            int end = i + Vector<int>.Count;
            if (Vector.LessThanOrEqualAny(Vector.AsVectorUInt32(vector - lows), range))
            {
                count = Collect(keys[..end], i, low, high, indices, count);
            }

            i = end;
        }

        return Collect(keys, i, low, high, indices, count);
    }

    /// <summary>Keeps the indices of the keys in the range.</summary>
    /// <returns>How many there are.</returns>
    public static int Narrow(ReadOnlySpan<int> keys, int low, int high, Span<int> indices)
    {
        uint range = Distance(low, high);
        int count = 0;
        foreach (int index in indices)
        {
            indices[count] = index;
            count += Distance(low, keys[index]) <= range ? 1 : 0;
        }

        return count;
    }

    private static int Collect(ReadOnlySpan<int> keys, int start, int low, int high, Span<int> indices, int count)
    {
        uint range = Distance(low, high);
        for (int i = start; i < keys.Length; i++)
        {
            // Written in any case and overwritten by the next: a branch here would be guessed wrong too often.
            indices[count] = i;
            count += Distance(low, keys[i]) <= range ? 1 : 0;
        }

        return count;
    }
}
