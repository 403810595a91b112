using LightThinker.Training.Data;
using LightThinker.Training.Sequences;

namespace LightThinker.Training.Runs;

/// <summary>
/// Makes what each worker computes in each update. What it makes depends on seed, update, worker and level only, so a resumed
/// run goes on as if it had never stopped. Thread-safe.
/// </summary>
internal sealed class PackSource(TrainSettings settings, int seed, SequenceBuilder builder, IExampleSource examples)
{
    // Beyond that, hardly any example is short enough.
    private const int MostTooLong = 1000;

    /// <param name="update">Updates made before.</param>
    /// <param name="worker">Which worker it is for.</param>
    /// <param name="level">The most steps of a problem.</param>
    /// <exception cref="InvalidDataException">The examples are longer than the model's context.</exception>
    public Pack Next(long update, int worker, int level)
    {
        int packSeed = HashCode(seed, update, worker);
        var coin = new Random(packSeed);
        var sequences = new List<TokenSequence>();
        int tokens = 0;
        int tooLong = 0;
        foreach (var example in examples.Draw(packSeed, level))
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

            if (tokens >= settings.PackTokens)
            {
                break;
            }
        }

        return new Pack(sequences);
    }

    // Not System.HashCode, which differs from process to process.
    private static int HashCode(long a, long b, long c)
    {
        ulong hash = 14695981039346656037;
        foreach (long part in (ReadOnlySpan<long>)[a, b, c])
        {
            hash = (hash ^ (ulong)part) * 1099511628211;
            hash ^= hash >> 29;
        }

        return (int)(hash >> 20) & int.MaxValue;
    }
}
