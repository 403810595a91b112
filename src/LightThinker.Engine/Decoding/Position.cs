namespace LightThinker.Engine.Decoding;

/// <summary>
/// A token's place in its sequence, as rotary embeddings see it. Immutable. Positions only grow: evicting leaves a hole.
/// </summary>
/// <param name="Value">Counted from 0.</param>
public readonly record struct Position(int Value)
{
    public static Position operator +(Position position, int count) => new(position.Value + count);

    public static Position Add(Position position, int count) => position + count;
}
