using LightThinker.Engine.Decoding;

namespace LightThinker.TestKit.Decoding;

/// <summary>A question to a script: what comes next in this sequence? Immutable.</summary>
/// <param name="Slot">The sequence's slot.</param>
/// <param name="Index">How many tokens were asked for since the slot was last cleared.</param>
/// <param name="Visible">The tokens the row attends to, itself included, in order.</param>
public sealed record ScriptedCall(SequenceSlot Slot, int Index, IReadOnlyList<Token> Visible);
