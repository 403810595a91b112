using LightThinker.Training.Generation;
using LightThinker.Training.Sequences;

namespace LightThinker.Training.Runs;

/// <summary>
/// Makes what each worker computes in each update. What it makes depends on seed, update and worker only, so a resumed run
/// goes on as if it had never stopped. Thread-safe.
/// </summary>
internal sealed class PackSource(TrainSettings settings, int seed, SequenceBuilder builder)
{
    private readonly Curriculum _curriculum = new(settings.MostSteps);

    /// <param name="update">Updates made before.</param>
    /// <param name="worker">Which worker it is for.</param>
    /// <param name="level">The most steps of a problem.</param>
    public Pack Next(long update, int worker, int level)
    {
        var generator = new ProblemGenerator(HashCode(seed, update, worker), HeldOut.Train);
        var sequences = new List<TokenSequence>();
        int tokens = 0;
        while (tokens < settings.PackTokens)
        {
            var sequence = builder.Build(_curriculum.Next(generator, level), isCompressed: generator.Chance(0.5));
            if (sequence.Length <= settings.Context)
            {
                sequences.Add(sequence);
                tokens += sequence.Length;
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
