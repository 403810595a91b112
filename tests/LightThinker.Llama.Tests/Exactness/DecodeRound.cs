using LightThinker.Engine.Decoding;

namespace LightThinker.Llama.Tests.Exactness;

/// <summary>Tokens that one sequence decodes in one call, and what it evicts after it. Immutable.</summary>
/// <param name="Tokens">At positions that follow on from the round before.</param>
/// <param name="EvictedAfter">Null where nothing is evicted.</param>
internal sealed record DecodeRound(IReadOnlyList<Token> Tokens, PositionRange? EvictedAfter = null);
