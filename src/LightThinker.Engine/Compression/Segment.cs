using LightThinker.Engine.Cache;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Phases;
using LightThinker.Engine.Sequences;

namespace LightThinker.Engine.Compression;

/// <summary>
/// The stretch of output that the next compression evicts, and how it is done (arXiv 2502.15589, section 3.3). Engine
/// thread only.
/// </summary>
internal sealed class Segment(EvictionProfile profile)
{
    private Position? _start;

    /// <summary>Takes note of a sampled token: it lengthens the segment, or the segment starts behind it.</summary>
    /// <param name="sampled">The token.</param>
    /// <param name="end">The position after it.</param>
    /// <returns>Whether the token belongs to the segment.</returns>
    public bool Observe(SampledToken sampled, Position end)
    {
        // Where the answer stays, so does the delimiter it starts behind.
        bool outside = (sampled.Phase != Phase.Reasoning || sampled.ClosesReasoning) && !profile.CompressesAnswer;
        bool keptDelimiter = sampled.OpensReasoning && !profile.EvictsOpeningDelimiter;
        if (outside || keptDelimiter)
        {
            _start = end;
            return false;
        }

        _start ??= end + -1;
        return true;
    }

    /// <summary>Tokens in the segment that ends at <paramref name="end"/>.</summary>
    public int Length(Position end) => _start is { } start ? end.Value - start.Value : 0;

    /// <summary>Plans the compression of the segment, whose last token is the plan's last, and starts the next one.</summary>
    public void Compress(ContextPlan plan)
    {
        var evicted = new PositionRange(_start!.Value, plan.End);

        // 1. The cache tokens attend to the segment while it is still there.
        plan.Feed(profile.CacheTokens, CellKind.Cache);

        // 2. The segment goes, its split token with it; nothing moves.
        plan.Evict(evicted);

        // 3. The resume token sees prompt and cache tokens only; the next thought is sampled from its logits.
        if (profile.Resume is { } resume)
        {
            plan.Feed(resume, CellKind.Cache);
        }

        _start = plan.End;
    }
}
