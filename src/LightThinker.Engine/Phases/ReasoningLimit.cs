using LightThinker.Engine.Decoding;

namespace LightThinker.Engine.Phases;

/// <summary>How long a model may reason, and how its reasoning is then closed. Immutable.</summary>
/// <param name="Tokens">Sampled tokens of reasoning, at least 0; at 0 it is closed as soon as it is open.</param>
/// <param name="Closing">Fed at the end, at least the delimiter that ends the reasoning.</param>
public sealed record ReasoningLimit(int Tokens, IReadOnlyList<Token> Closing)
{
    /// <summary>Tokens beyond the limit in which the end of a sentence, line or thought is waited for.</summary>
    public const int Grace = 64;
}
