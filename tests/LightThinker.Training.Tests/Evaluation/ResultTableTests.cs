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

        Assert.Contains("| story | 4 | 4 | 75.0 | 50.0 | -25.0 (-74.0 … +24.0) | 100 → 25 (-75 %) | 900 → 300 (-67 %) |", table, StringComparison.Ordinal);
        Assert.Contains("| story | 8 | 1 | 0.0 | 100.0 |", table, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_OfAServerWithoutFigures_LeavesThemOut()
    {
        var reply = new Reply("", null, null);

        Assert.EndsWith("| – | – |\n", ResultTable.Write([new PairedResult("story", 4, true, true, reply, reply)]), StringComparison.Ordinal);
    }

    private static PairedResult Result(int steps, bool off, bool on) =>
        new("story", steps, off, on, new Reply("", 100, 900), new Reply("", 25, 300));
}
