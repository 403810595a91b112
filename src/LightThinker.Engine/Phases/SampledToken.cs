using LightThinker.Engine.Decoding;

namespace LightThinker.Engine.Phases;

/// <summary>A token the model just wrote and the phase it belongs to. Immutable.</summary>
/// <param name="Token">The token.</param>
/// <param name="Phase">The phase it belongs to; a delimiter belongs to the section it opens or closes.</param>
/// <param name="OpensReasoning">Whether it completes the delimiter that opens the reasoning.</param>
/// <param name="ClosesReasoning">Whether it completes the delimiter that ends the reasoning.</param>
internal readonly record struct SampledToken(
    Token Token, Phase Phase, bool OpensReasoning = false, bool ClosesReasoning = false);
