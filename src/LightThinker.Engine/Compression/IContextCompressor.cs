using LightThinker.Engine.Phases;
using LightThinker.Engine.Sequences;

namespace LightThinker.Engine.Compression;

/// <summary>
/// One sequence's compression: watches what is sampled and appends to the plan. Never sees the decoder. Engine thread only.
/// </summary>
internal interface IContextCompressor
{
    /// <summary>Whether a split may not be sampled next: directly behind a resume token there is no thought to end.</summary>
    bool ForbidsSplit { get; }

    /// <summary>A token was sampled, and feeding it is the plan's last operation.</summary>
    /// <param name="sampled">The token and its phase.</param>
    /// <param name="plan">Where to append what compression needs done.</param>
    void OnSampled(SampledToken sampled, ContextPlan plan);
}
