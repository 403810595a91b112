using System.Text.Json;
using System.Text.RegularExpressions;

namespace LightThinker.Server.IntegrationTests.EmbeddedModel;

/// <summary>A story problem with its answer. Immutable.</summary>
internal sealed partial record Problem(string Question, string Answer, int Steps)
{
    /// <summary>The 200 problems beside these tests.</summary>
    public static IReadOnlyList<Problem> All { get; } =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "problems.jsonl")).Select(Read)];

    /// <summary>Whether an answer's last number is the right one.</summary>
    public bool IsSolvedBy(string answer) => Number().Matches(answer).LastOrDefault()?.Value == Answer;

    private static Problem Read(string line)
    {
        using var json = JsonDocument.Parse(line);
        var problem = json.RootElement;
        return new Problem(
            problem.GetProperty("messages")[0].GetProperty("content").GetString()!,
            problem.GetProperty("answer").GetString()!,
            problem.GetProperty("steps").GetInt32());
    }

    [GeneratedRegex(@"-?\d+")]
    private static partial Regex Number();
}
