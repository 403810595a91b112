namespace LightThinker.Benchmarks.Sampling;

/// <summary>Made-up logits of the two extremes of a language model's output.</summary>
internal static class LogitRows
{
    /// <summary>A few likely tokens above a bell curve of unlikely ones: most positions of most texts.</summary>
    public static float[] Peaked(int count)
    {
        float[] logits = Bell(count, deviation: 2.5);
        Random random = new(2);
        for (int i = 0; i < 20; i++)
        {
            logits[random.Next(count)] = 20f - (0.7f * i);
        }

        return logits;
    }

    /// <summary>A bell curve so narrow that nearly the whole vocabulary shares the probability, as at temperature 2.</summary>
    public static float[] NearFlat(int count) => Bell(count, deviation: 0.5);

    private static float[] Bell(int count, double deviation)
    {
        Random random = new(1);
        float[] logits = new float[count];
        for (int i = 0; i < count; i++)
        {
            double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            logits[i] = (float)(deviation * radius * Math.Cos(2 * Math.PI * random.NextDouble()));
        }

        return logits;
    }
}
