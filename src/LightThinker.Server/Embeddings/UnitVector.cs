namespace LightThinker.Server.Embeddings;

/// <summary>Brings vectors to length 1. Stateless.</summary>
internal static class UnitVector
{
    /// <param name="vector">Any vector.</param>
    /// <param name="dimensions">How many of its first numbers are kept.</param>
    /// <returns>
    /// A vector of length 1; zeros where it had no length; null where it holds what is not a number.
    /// </returns>
    public static float[]? Of(float[] vector, int dimensions)
    {
        ReadOnlySpan<float> kept = vector.AsSpan(0, dimensions);
        double squares = 0;
        foreach (float number in kept)
        {
            squares += (double)number * number;
        }

        if (!double.IsFinite(squares))
        {
            return null;
        }

        double scale = squares > 0 ? 1 / Math.Sqrt(squares) : 0;
        float[] unit = new float[dimensions];
        for (int i = 0; i < unit.Length; i++)
        {
            unit[i] = (float)(kept[i] * scale);
        }

        return unit;
    }
}
