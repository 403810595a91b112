namespace LightThinker.Chat.Tools;

/// <summary>The beginning of a call in an answer that need not hold one. Immutable.</summary>
/// <param name="Trigger">Once the model has written this, it is calling a tool.</param>
/// <param name="Rest">What follows it up to the function's name.</param>
public readonly record struct ToolCallOpening(string Trigger, string Rest);
