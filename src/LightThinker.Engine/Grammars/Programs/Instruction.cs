namespace LightThinker.Engine.Grammars.Programs;

/// <summary>One step of a compiled rule. Immutable.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Value">See <see cref="InstructionKind"/>.</param>
/// <param name="Next">Number of the instruction that follows.</param>
internal readonly record struct Instruction(InstructionKind Kind, int Value, int Next);
