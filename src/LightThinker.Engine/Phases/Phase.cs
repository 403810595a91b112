namespace LightThinker.Engine.Phases;

/// <summary>What a model is writing.</summary>
public enum Phase
{
    /// <summary>The text meant for the user.</summary>
    Answer,

    /// <summary>Thoughts, which compression evicts.</summary>
    Reasoning,
}
