namespace LightThinker.Engine.Sequences;

/// <summary>Where a generation's time went, by the engine's clock. Immutable.</summary>
/// <param name="Queued">From its submission until it was started.</param>
/// <param name="Prompt">From then until its first token was sampled.</param>
/// <param name="Writing">From then until its last token was sampled.</param>
public readonly record struct GenerationTiming(TimeSpan Queued, TimeSpan Prompt, TimeSpan Writing);
