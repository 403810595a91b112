namespace LightThinker.Engine.Phases;

/// <summary>Takes a sequence's output bytes with their phase. Engine thread only.</summary>
internal interface IPhaseText
{
    /// <summary>Bytes the model wrote; they may end inside a character.</summary>
    void Write(Phase phase, ReadOnlySpan<byte> bytes);
}
