namespace LightThinker.Chat.Reasoning;

/// <summary>Which part of a model's output a text belongs to.</summary>
public enum ReasoningSection
{
    /// <summary>The text meant for the user.</summary>
    Answer,

    /// <summary>Thoughts before or between parts of the answer.</summary>
    Reasoning,
}
