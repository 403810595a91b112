namespace LightThinker.Llama.Decoding;

/// <summary>How many threads this process may keep busy. Stateless and thread-safe.</summary>
public static class CpuQuota
{
    /// <summary>
    /// The least of the machine's cores, the process's affinity and its cgroup's CPU quota (v1 and v2, rounded up): .NET
    /// counts that itself. More computing threads than this would spin at barriers while others wait for a core.
    /// </summary>
    public static int Threads => Environment.ProcessorCount;
}
