using LightThinker.Engine.Sampling;

namespace LightThinker.Engine.Tests.Sampling;

/// <summary>
/// Small moves of the reference's borders. Immutable. Single precision may put a token that lies at a border on either
/// side; the sampler must agree with the reference under some nudge.
/// </summary>
/// <param name="TopP">Added to the share of probability.</param>
/// <param name="TypicalP">Added to the share of probability.</param>
/// <param name="Entropy">Added to the entropy, in nats.</param>
/// <param name="MinP">Added to the threshold, a logit.</param>
/// <param name="Xtc">Added to the threshold's logarithm.</param>
/// <param name="MergesNearTies">Whether tokens within 1e-6 of being equally typical are told by their ids.</param>
internal readonly record struct Nudge(double TopP, double TypicalP, double Entropy, double MinP, double Xtc, bool MergesNearTies)
{
    /// <summary>No nudge first, then all combinations for the stages that are on.</summary>
    public static IEnumerable<Nudge> For(SamplingOptions options)
    {
        // The small one for where many tokens lie within the large one.
        double[] steps = [0, -2e-7, 2e-7, -3e-6, 3e-6];
        double[] none = [0];
        bool isTypical = options.TypicalP < 1f;
        return from topP in options.TopP < 1f ? steps : none
               from typicalP in isTypical ? steps : none
               from entropy in isTypical ? steps : none
               from minP in options.MinP > 0f ? steps : none
               from xtc in options.XtcProbability > 0f ? steps : none
               from merges in isTypical ? new[] { false, true } : [false]
               select new Nudge(topP, typicalP, entropy, minP, xtc, merges);
    }
}
