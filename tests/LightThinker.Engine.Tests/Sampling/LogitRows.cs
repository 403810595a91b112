namespace LightThinker.Engine.Tests.Sampling;

/// <summary>Logits of many shapes, each a function of its seed.</summary>
internal static class LogitRows
{
    public static readonly string[] Shapes =
        ["bell", "peaked", "narrow", "flat", "ties", "masked", "huge", "one left", "steep", "uniform", "lone peak"];

    public static float[] Create(string shape, int count, int seed)
    {
        Random random = new(seed);
        float[] logits = new float[count];
        for (int i = 0; i < count; i++)
        {
            logits[i] = shape switch
            {
                "bell" => Bell(random, 3),
                "peaked" => Bell(random, 2) + (random.Next(50) == 0 ? 10 : 0),
                "narrow" => 7 + Bell(random, 0.01),
                "flat" => 1.5f,
                "ties" => random.Next(-3, 4) * 0.5f,
                "masked" => random.Next(3) == 0 ? float.NegativeInfinity : Bell(random, 3),
                "huge" => (random.Next(2) == 0 ? 1 : -1) * MathF.Pow(10, random.Next(38)) * 3,
                "one left" => float.NegativeInfinity,
                "steep" => -0.3f * i,
                "uniform" => (float)(random.NextDouble() * 8),
                "lone peak" => Bell(random, 0.5),
                _ => throw new ArgumentException($"There is no shape {shape}.", nameof(shape)),
            };
        }

        if (shape is "one left" or "lone peak" or "masked")
        {
            logits[random.Next(count)] = 12f;
        }

        return logits;
    }

    private static float Bell(Random random, double deviation)
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        return (float)(deviation * radius * Math.Cos(2 * Math.PI * random.NextDouble()));
    }
}
