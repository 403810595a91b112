namespace LightThinker.Engine.Grammars.Matching;

/// <summary>One way to read the text so far: the instruction that waits for more of it. Immutable.</summary>
/// <param name="Instruction">A byte, character or token instruction.</param>
/// <param name="State">For a character: how far its UTF-8 has come. Else 0.</param>
/// <param name="Then">What follows when the rule ends.</param>
internal readonly record struct MatchPath(int Instruction, int State, Continuation Then) : IComparable<MatchPath>
{
    /// <summary>Later instructions first: those are nearer the start of the grammar's text.</summary>
    public int CompareTo(MatchPath other)
    {
        int order = other.Instruction.CompareTo(Instruction);
        order = order != 0 ? order : State.CompareTo(other.State);
        order = order != 0 ? order : Then.Hash.CompareTo(other.Then.Hash);
        return order != 0 ? order : Then.Id.CompareTo(other.Then.Id);
    }
}
