using LightThinker.Engine.Phases;
using LightThinker.Engine.Sequences;

namespace LightThinker.Engine.Compression;

/// <summary>Compresses one sequence's thoughts as they end. Engine thread only.</summary>
internal sealed class ThoughtLevelCompressor(EvictionProfile profile) : IContextCompressor
{
    private readonly Segment _thought = new(profile);

    public bool ForbidsSplit { get; private set; }

    public void OnSampled(SampledToken sampled, ContextPlan plan)
    {
        ForbidsSplit = false;
        bool inside = _thought.Observe(sampled, plan.End);
        if (inside && sampled.Token == profile.Split)
        {
            _thought.Compress(plan);
            ForbidsSplit = true;
        }
    }
}
