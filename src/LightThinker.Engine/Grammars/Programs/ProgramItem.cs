using LightThinker.Engine.Grammars.Syntax;

namespace LightThinker.Engine.Grammars.Programs;

/// <summary>What becomes one instruction, or an element that becomes several. Immutable.</summary>
/// <param name="Kind">The instruction's kind.</param>
/// <param name="Value">The instruction's value.</param>
/// <param name="Element">A group, repetition or literal; null where one instruction is enough.</param>
internal readonly record struct ProgramItem(InstructionKind Kind, int Value, GrammarElement? Element = null);
