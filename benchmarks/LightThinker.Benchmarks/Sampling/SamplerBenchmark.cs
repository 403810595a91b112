using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sampling;

namespace LightThinker.Benchmarks.Sampling;

/// <summary>Time to draw one token at a 152k vocabulary, beside that of sorting the whole vocabulary once.</summary>
internal static class SamplerBenchmark
{
    private const int VocabularySize = 151_936;

    private static readonly (string Name, SamplingOptions Options)[] Cases =
    [
        ("greedy", new() { Temperature = 0 }),
        ("greedy, penalties", new() { Temperature = 0, RepetitionPenalty = 1.1f }),
        ("temperature only", new()),
        ("top-k 40", new() { TopK = 40 }),
        ("top-p 0.95", new() { TopP = 0.95f }),
        ("min-p 0.05", new() { MinP = 0.05f }),
        ("typical 0.95", new() { TypicalP = 0.95f }),
        ("top-p, min-p, penalties", new() { TopP = 0.95f, MinP = 0.05f, RepetitionPenalty = 1.1f }),
        ("everything", new()
        {
            Temperature = 0.8f,
            TopK = 40,
            TopP = 0.95f,
            MinP = 0.05f,
            TypicalP = 0.95f,
            RepetitionPenalty = 1.1f,
            PresencePenalty = 0.5f,
            FrequencyPenalty = 0.5f,
            LogitBias = new Dictionary<Token, float> { [new Token(77)] = 5f },
        }),
    ];

    public static int Run(string[] arguments)
    {
        if (arguments.Length > 0)
        {
            Console.Error.WriteLine("The sampler command takes no arguments.");
            return 1;
        }

        Console.WriteLine($"Vocabulary {VocabularySize}; microseconds per draw: median (best); share of one full sort.");
        MeasureRow("peaked", LogitRows.Peaked(VocabularySize), temperature: 1f);
        MeasureRow("near-flat, temperature 2", LogitRows.NearFlat(VocabularySize), temperature: 2f);
        return 0;
    }

    private static void MeasureRow(string name, float[] logits, float temperature)
    {
        Timing sort = MeasureSort(logits);
        Console.WriteLine();
        Console.WriteLine($"{name,-26} {"median",8} {"best",8} {"of sort",8}");
        Print("full sort", sort, sort);
        foreach ((string caseName, SamplingOptions options) in Cases)
        {
            SamplingOptions scaled = options.Temperature == 0f ? options : options with { Temperature = temperature };
            Print(caseName, MeasureDraw(logits, scaled), sort);
        }
    }

    private static Timing MeasureDraw(float[] logits, SamplingOptions options)
    {
        Token[] recent = [.. Enumerable.Range(0, 64).Select(i => new Token(i * 2347))];
        Token[] forbidden = [.. Enumerable.Range(VocabularySize - 10, 10).Select(id => new Token(id))];
        Sampler sampler = new(VocabularySize);
        SamplingState state = new(options, recent, VocabularySize);
        return Timing.Measure(() => state.Accept(sampler.Sample(logits, state, forbidden)));
    }

    private static Timing MeasureSort(float[] logits)
    {
        float[] keys = new float[logits.Length];
        int[] ids = new int[logits.Length];
        return Timing.Measure(() =>
        {
            for (int i = 0; i < ids.Length; i++)
            {
                keys[i] = -logits[i];
                ids[i] = i;
            }

            keys.AsSpan().Sort(ids.AsSpan());
        });
    }

    private static void Print(string name, Timing timing, Timing sort) => Console.WriteLine(
        $"{name,-26} {timing.MedianMicroseconds,8:F1} {timing.BestMicroseconds,8:F1} " +
        $"{timing.MedianMicroseconds / sort.MedianMicroseconds,8:P1}");
}
