using System.Text.RegularExpressions;

namespace LightThinker.Training.Evaluation;

/// <summary>Decides whether a response is right. Thread-safe.</summary>
internal static partial class AnswerCheck
{
    /// <summary>A number is right as the last number of the response, a name as a word of it.</summary>
    /// <param name="answer">What is right; empty where any response is.</param>
    /// <param name="response">The answer section, without the reasoning.</param>
    public static bool IsRight(string answer, string response) =>
        answer.Length == 0
        || (char.IsAsciiDigit(answer[0])
            ? Number().Matches(response) is [.., { } last] && last.Value == answer
            : Word().Matches(response).Any(word => word.Value == answer));

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex Word();
}
