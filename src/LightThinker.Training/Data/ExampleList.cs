namespace LightThinker.Training.Data;

/// <summary>Draws from a fixed list of examples. Thread-safe.</summary>
internal sealed class ExampleList(IReadOnlyList<Example> examples) : IExampleSource
{
    private const int SeedMask = 0x2545F491;

    /// <summary>Reads a file, told by its first line to be one of <c>generate-data</c> or one in the form of Bespoke-Stratos.</summary>
    /// <exception cref="InvalidDataException">The file is empty or has another form.</exception>
    public static ExampleList Read(string path)
    {
        string first = File.ReadLines(path).FirstOrDefault(line => !string.IsNullOrWhiteSpace(line)) ?? "";
        bool isStratos = first.Contains("\"conversations\"", StringComparison.Ordinal);
        Example[] examples = [.. isStratos ? StratosFile.Read(path) : ExampleFile.Read(path)];
        return examples.Length > 0 ? new ExampleList(examples) : throw new InvalidDataException($"{path} holds no examples.");
    }

    public IReadOnlyList<Example> Examples => examples;

    public IEnumerable<Example> Draw(int seed, int level)
    {
        // Not the seed's own numbers: with those the caller draws each example's format, and every example would keep one.
        var random = new Random(seed ^ SeedMask);
        while (true)
        {
            yield return examples[random.Next(examples.Count)];
        }
    }
}
