namespace LightThinker.Llama.Decoding;

/// <summary>How many threads this process may keep busy. Stateless and thread-safe.</summary>
public static class CpuQuota
{
    // Below this, threads wait for one another longer than they compute, and a busy core holds all of them up.
    private const long WeightsPerThread = 5_000_000;

    /// <summary>
    /// The least of the machine's cores, the process's affinity and its cgroup's CPU quota (v1 and v2, rounded up): .NET
    /// counts that itself. More computing threads than this would spin at barriers while others wait for a core.
    /// </summary>
    public static int Threads => Environment.ProcessorCount;

    /// <summary>Threads that a model of this size gains from: one for each five million weights, up to <see cref="Threads"/>.</summary>
    /// <param name="parameterCount">Weights of the model.</param>
    /// <returns>At least 1; at least 2 where that leaves as many cores to others.</returns>
    public static int ThreadsFor(long parameterCount) =>
        (int)Math.Clamp(parameterCount / WeightsPerThread, Math.Clamp(Threads / 2, 1, 2), Threads);
}
