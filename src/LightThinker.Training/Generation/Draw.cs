namespace LightThinker.Training.Generation;

/// <summary>The random choices problems are made of. Not thread-safe.</summary>
internal sealed class Draw(Random random)
{
    /// <summary>Both ends included.</summary>
    public int Number(int least, int most) => random.Next(least, most + 1);

    /// <summary>From 0; <paramref name="limit"/> excluded.</summary>
    public int Index(int limit) => random.Next(limit);

    public T One<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    /// <summary>Different ones, in random order.</summary>
    public T[] Several<T>(IReadOnlyList<T> choices, int count)
    {
        T[] shuffled = [.. choices];
        random.Shuffle(shuffled);
        return shuffled[..count];
    }

    public bool Chance(double probability) => random.NextDouble() < probability;
}
