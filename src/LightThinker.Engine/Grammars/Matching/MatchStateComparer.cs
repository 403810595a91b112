namespace LightThinker.Engine.Grammars.Matching;

/// <summary>Compares match states by their paths. Stateless.</summary>
internal sealed class MatchStateComparer : IEqualityComparer<MatchState>
{
    public static readonly MatchStateComparer Instance = new();

    public bool Equals(MatchState? x, MatchState? y) => x!.CanEnd == y!.CanEnd && x.Paths.SequenceEqual(y.Paths);

    public int GetHashCode(MatchState obj)
    {
        ulong hash = obj.CanEnd ? 1UL : 2UL;
        foreach (ref readonly MatchPath path in obj.Paths)
        {
            hash = Continuation.Mix(hash + (uint)path.Instruction + ((ulong)(uint)path.State << 32)) ^ path.Then.Hash;
        }

        return (int)Continuation.Mix(hash);
    }
}
