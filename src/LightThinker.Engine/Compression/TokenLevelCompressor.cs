using LightThinker.Engine.Phases;
using LightThinker.Engine.Sequences;

namespace LightThinker.Engine.Compression;

/// <summary>Compresses one sequence every <see cref="EvictionProfile.Interval"/> sampled tokens. Engine thread only.</summary>
internal sealed class TokenLevelCompressor(EvictionProfile profile) : IContextCompressor
{
    private readonly Segment _segment = new(profile);

    public bool ForbidsSplit => false;

    public void OnSampled(SampledToken sampled, ContextPlan plan)
    {
        bool inside = _segment.Observe(sampled, plan.End);
        if (inside && _segment.Length(plan.End) == profile.Interval)
        {
            _segment.Compress(plan);
        }
    }
}
