namespace LightThinker.Training.Tests.Programs;

/// <summary>How a program ended. Immutable.</summary>
internal sealed record ProgramResult(int ExitCode, string Output, string Errors);
