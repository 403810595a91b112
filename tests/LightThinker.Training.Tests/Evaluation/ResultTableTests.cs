using LightThinker.Training.Data;
using LightThinker.Training.Evaluation;

namespace LightThinker.Training.Tests.Evaluation;

public sealed class ResultTableTests
{
    [Fact]
    public void Table_OfPairedResults_HasARowPerFamilyAndLength()
    {
        PairedResult[] results =
        [
            Result(4, off: true, on: true), Result(4, off: true, on: false), Result(4, off: true, on: true),
            Result(4, off: false, on: false), Result(8, off: false, on: true),
        ];

        string table = ResultTable.Write(results);

        Assert.Contains("| story | 4 | 4 | 75.0 | 50.0 | -25.0 (-74.0 … +24.0) | 100 → 25 (-75 %) | 900 → 300 (3.00× lower) |", table, StringComparison.Ordinal);
        Assert.Contains("| story | 8 | 1 | 0.0 | 100.0 |", table, StringComparison.Ordinal);
        Assert.Contains("| story | all | 5 | 60.0 | 60.0 | 0.0 (-62.0 … +62.0) |", table, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_OfAServerWithoutFigures_LeavesThemOut()
    {
        var reply = new Reply("", null, null);

        Assert.EndsWith("| – | – |\n", ResultTable.Write([new PairedResult(Problem(4), reply, reply)]), StringComparison.Ordinal);
    }

    private static PairedResult Result(int steps, bool off, bool on) =>
        new(Problem(steps), new Reply(Text(off), 100, 900), new Reply(Text(on), 25, 300));

    private static string Text(bool isRight) => isRight ? "Mia has 12 apples." : "Mia has 13 apples.";

    private static Example Problem(int steps) => new()
    {
        Family = "story",
        Steps = steps,
        Split = "held-out",
        Messages = [new ChatMessage("user", "How many?")],
        Thoughts = [],
        Response = Text(true),
        Answer = "12",
    };
}
