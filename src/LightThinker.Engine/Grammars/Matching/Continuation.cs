namespace LightThinker.Engine.Grammars.Matching;

/// <summary>
/// What may follow when a rule ends: the places to go back to. Immutable; equal ones of one <see cref="MatchMemory"/> are the
/// same object. Chains of these are the parallel stacks of a match, shared as a graph.
/// </summary>
/// <param name="id">Distinct within one memory.</param>
/// <param name="endsText">Whether the text may end there.</param>
/// <param name="returns">Places to go back to, in order.</param>
internal sealed class Continuation(int id, bool endsText, Return[] returns)
{
    public int Id => id;

    public bool EndsText => endsText;

    public ReadOnlySpan<Return> Returns => returns;

    /// <summary>Depends on what the continuation is, not on when or where it was made.</summary>
    public ulong Hash { get; } = HashOf(endsText, returns);

    public static ulong HashOf(bool endsText, ReadOnlySpan<Return> returns)
    {
        ulong hash = endsText ? 0x9E3779B97F4A7C15UL : 0xD1B54A32D192ED03UL;
        foreach (Return place in returns)
        {
            hash = Mix(hash ^ (uint)place.Instruction) + Mix(place.Then.Hash + hash);
        }

        return hash;
    }

    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
