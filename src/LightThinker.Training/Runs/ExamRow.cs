namespace LightThinker.Training.Runs;

/// <summary>What an examination found for one kind of problem. Immutable.</summary>
/// <param name="Family">The kind of task.</param>
/// <param name="Steps">Calculations per problem.</param>
/// <param name="IsCompressed">Which of the two formats.</param>
/// <param name="Problems">How many.</param>
/// <param name="Accuracy">Share of whole responses, thoughts included, of which every token was the likeliest.</param>
internal sealed record ExamRow(string Family, int Steps, bool IsCompressed, int Problems, double Accuracy);
