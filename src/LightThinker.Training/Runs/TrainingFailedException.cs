namespace LightThinker.Training.Runs;

/// <summary>A run cannot go on: its numbers are no longer numbers. Immutable.</summary>
public sealed class TrainingFailedException(string message) : Exception(message);
