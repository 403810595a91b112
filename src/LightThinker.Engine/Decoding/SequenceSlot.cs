namespace LightThinker.Engine.Decoding;

/// <summary>The runtime's id for one sequence in the KV cache (0 … slot count − 1). Immutable.</summary>
/// <param name="Index">Counted from 0; reused after the sequence retires.</param>
public readonly record struct SequenceSlot(int Index);
