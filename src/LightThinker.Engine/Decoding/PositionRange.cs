namespace LightThinker.Engine.Decoding;

/// <summary>Positions from <paramref name="Start"/> up to, not including, <paramref name="End"/>. Immutable.</summary>
/// <param name="Start">The first position in the range.</param>
/// <param name="End">The first position after the range.</param>
public readonly record struct PositionRange(Position Start, Position End)
{
    /// <summary>Number of positions spanned; cells held there may be fewer, where holes are.</summary>
    public int Length => End.Value - Start.Value;
}
