namespace LightThinker.Engine.Decoding;

/// <summary>What became of one batch. Anything a correct engine cannot cause is an exception instead.</summary>
public enum DecodeOutcome
{
    /// <summary>Every row was computed; logits of the rows that asked for them can be read.</summary>
    Done,

    /// <summary>The KV cache has no room for the batch; nothing was added.</summary>
    CacheFull,

    /// <summary>The computation was aborted from outside; nothing was added.</summary>
    Aborted,
}
