namespace LightThinker.Engine.Grammars.Matching;

/// <summary>A place to go back to when a rule ends. Immutable.</summary>
/// <param name="Instruction">Where the caller goes on; never a rule's end, whose own caller is meant then.</param>
/// <param name="Then">What follows when the caller ends.</param>
internal readonly record struct Return(int Instruction, Continuation Then) : IComparable<Return>
{
    /// <summary>Later instructions first: those are nearer the start of the grammar's text.</summary>
    public int CompareTo(Return other)
    {
        int order = other.Instruction.CompareTo(Instruction);
        order = order != 0 ? order : Then.Hash.CompareTo(other.Then.Hash);
        return order != 0 ? order : Then.Id.CompareTo(other.Then.Id);
    }
}
