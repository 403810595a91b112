namespace LightThinker.Engine.Phases;

/// <summary>A delimiter in a model's output: it is not shown, and what follows it is <paramref name="Next"/>. Immutable.</summary>
/// <param name="Text">A control token's name or plain text, for example <c>&lt;/think&gt;</c>.</param>
/// <param name="Next">The phase that starts behind the marker.</param>
public sealed record PhaseMarker(string Text, Phase Next);
