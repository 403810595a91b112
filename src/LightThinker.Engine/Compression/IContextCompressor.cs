using LightThinker.Engine.Decoding;
using LightThinker.Engine.Phases;
using LightThinker.Engine.Sequences;

namespace LightThinker.Engine.Compression;

/// <summary>
/// One sequence's compression: watches what is sampled and appends to the plan. Never sees the decoder. Engine thread only.
/// </summary>
public interface IContextCompressor
{
    /// <summary>A token that may not be sampled next; null where any may.</summary>
    Token? ForbiddenNext { get; }

    /// <summary>A token was sampled, and its feeding is the plan's last operation.</summary>
    /// <param name="token">The sampled token.</param>
    /// <param name="phase">The phase the token belongs to.</param>
    /// <param name="plan">Where to append what compression needs done.</param>
    void OnSampled(Token token, Phase phase, ContextPlan plan);
}
