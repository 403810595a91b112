using LightThinker.Training.Data;
using LightThinker.Training.Sequences;

namespace LightThinker.Training.Runs;

/// <summary>
/// Makes what the workers compute in each update. What it makes depends on seed, update, level and the number of workers only, so a
/// resumed run goes on as if it had never stopped. Thread-safe.
/// </summary>
internal sealed class PackSource(TrainSettings settings, int seed, SequenceBuilder builder, IExampleSource examples)
{
    // Beyond that, hardly any example is short enough.
    private const int MostTooLong = 1000;

    /// <param name="update">Updates made before.</param>
    /// <param name="level">The most steps of a problem.</param>
    /// <returns>A pack for each worker, of about the same length: the longest decides when the update is done.</returns>
    /// <exception cref="InvalidDataException">The examples are longer than the model's context.</exception>
    public Pack[] Next(long update, int level)
    {
        var packs = Enumerable.Range(0, settings.Workers).Select(_ => new List<TokenSequence>()).ToArray();
        int[] tokens = new int[packs.Length];
        foreach (var sequence in Draw(HashCode(seed, update), level).OrderByDescending(sequence => sequence.Length))
        {
            int shortest = Array.IndexOf(tokens, tokens.Min());
            packs[shortest].Add(sequence);
            tokens[shortest] += sequence.Length;
        }

        return [.. packs.Select(sequences => new Pack(sequences))];
    }

    private List<TokenSequence> Draw(int drawSeed, int level)
    {
        var coin = new Random(drawSeed);
        var sequences = new List<TokenSequence>();
        int tokens = 0;
        int tooLong = 0;
        foreach (var example in examples.Draw(drawSeed, level))
        {
            var sequence = builder.Build(example, isCompressed: coin.Next(2) == 0);
            if (sequence.Length <= settings.Context)
            {
                sequences.Add(sequence);
                tokens += sequence.Length;
            }
            else if (++tooLong == MostTooLong)
            {
                throw new InvalidDataException(
                    $"{MostTooLong} examples are longer than the context of {settings.Context} tokens; choose a longer one.");
            }

            if (tokens >= settings.Workers * settings.PackTokens && sequences.Count >= settings.Workers)
            {
                break;
            }
        }

        return sequences;
    }

    // Not System.HashCode, which differs from process to process.
    private static int HashCode(long a, long b)
    {
        ulong hash = 14695981039346656037;
        foreach (long part in (ReadOnlySpan<long>)[a, b])
        {
            hash = (hash ^ (ulong)part) * 1099511628211;
            hash ^= hash >> 29;
        }

        return (int)(hash >> 20) & int.MaxValue;
    }
}
