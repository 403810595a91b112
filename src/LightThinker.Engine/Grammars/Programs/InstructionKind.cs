namespace LightThinker.Engine.Grammars.Programs;

/// <summary>What an <see cref="Instruction"/> does.</summary>
internal enum InstructionKind : byte
{
    /// <summary>The rule ends here.</summary>
    Return,

    /// <summary>One byte, the value; then the next instruction.</summary>
    Byte,

    /// <summary>One character of the set whose UTF-8 states start at the value.</summary>
    Character,

    /// <summary>The token whose id is the value.</summary>
    Token,

    /// <summary>Any text token but the one whose id is the value.</summary>
    OtherToken,

    /// <summary>The rule that is the value; then the next instruction.</summary>
    Call,

    /// <summary>Either the instruction that is the value or the next one.</summary>
    Either,
}
