namespace LightThinker.Engine.Sampling;

/// <summary>
/// One sequence's random numbers: SplitMix64 (Steele, Lea and Flood, 2014), whose whole state is one 64-bit counter. A
/// mutable struct: keep it in a field and never copy it. Not thread-safe.
/// </summary>
internal struct RandomStream(ulong seed)
{
    private ulong _counter = seed;

    /// <summary>The next number, at least 0 and below 1, with 53 random bits.</summary>
    public double NextUniform()
    {
        _counter += 0x9E3779B97F4A7C15;
        ulong mixed = _counter;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        mixed ^= mixed >> 31;
        return (mixed >> 11) * (1.0 / (1UL << 53));
    }
}
