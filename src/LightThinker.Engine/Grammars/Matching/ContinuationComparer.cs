namespace LightThinker.Engine.Grammars.Matching;

/// <summary>Compares continuations by what they hold, given that what they lead to is compared by identity. Stateless.</summary>
internal sealed class ContinuationComparer : IEqualityComparer<Continuation>
{
    public static readonly ContinuationComparer Instance = new();

    public bool Equals(Continuation? x, Continuation? y) =>
        x!.Hash == y!.Hash && x.EndsText == y.EndsText && x.Returns.SequenceEqual(y.Returns);

    public int GetHashCode(Continuation obj) => (int)obj.Hash;
}
