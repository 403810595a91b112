using LightThinker.Engine.Cache;
using LightThinker.Engine.Decoding;

namespace LightThinker.Engine.Sequences;

/// <summary>One operation of a <see cref="ContextPlan"/>: feed tokens, or evict a range. Immutable.</summary>
/// <param name="FeedCount">Tokens to feed; 0 for an eviction.</param>
/// <param name="FeedKind">What those tokens are.</param>
/// <param name="Evicted">Positions to evict; unused when feeding.</param>
internal readonly record struct ContextOp(int FeedCount, CellKind FeedKind, PositionRange Evicted)
{
    /// <summary>An eviction is a barrier: tokens planned after it must not attend to what it removes.</summary>
    public bool IsEvict => FeedCount == 0;

    public static ContextOp Feed(int count, CellKind kind) => new(count, kind, default);

    public static ContextOp Evict(PositionRange range) => new(0, default, range);
}
