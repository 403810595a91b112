using System.Diagnostics;

namespace LightThinker.Benchmarks;

/// <summary>How long one call of something short takes. Immutable.</summary>
/// <param name="MedianMicroseconds">Median over rounds of the mean over a round's calls.</param>
/// <param name="BestMicroseconds">Of the fastest round: the figure least disturbed by whatever else runs.</param>
internal readonly record struct Timing(double MedianMicroseconds, double BestMicroseconds)
{
    private const int Rounds = 31;
    private static readonly TimeSpan RoundTime = TimeSpan.FromMilliseconds(20);

    /// <summary>Measures after a warm-up of a second, in which the JIT compiles the final code.</summary>
    public static Timing Measure(Action call)
    {
        long start = Stopwatch.GetTimestamp();
        int calls = 0;
        while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(1))
        {
            call();
            calls++;
        }

        int perRound = Math.Max(1, (int)(calls * RoundTime.TotalSeconds));
        double[] rounds = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            start = Stopwatch.GetTimestamp();
            for (int i = 0; i < perRound; i++)
            {
                call();
            }

            rounds[round] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / perRound;
        }

        Array.Sort(rounds);
        return new Timing(rounds[Rounds / 2], rounds[0]);
    }
}
