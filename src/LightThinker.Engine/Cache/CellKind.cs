namespace LightThinker.Engine.Cache;

/// <summary>What a KV cell's token was in its request.</summary>
internal enum CellKind
{
    /// <summary>The prompt; never evicted.</summary>
    Prompt,

    /// <summary>Reasoning as the model wrote it.</summary>
    Thought,

    /// <summary>Forced tokens that stand for evicted thoughts: cache and resume tokens.</summary>
    Cache,

    /// <summary>Everything the model wrote outside its reasoning.</summary>
    Answer,
}
