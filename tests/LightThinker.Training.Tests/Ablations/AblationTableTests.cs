using LightThinker.Training.Ablations;
using LightThinker.Training.Runs;
using LightThinker.Training.Sequences;

namespace LightThinker.Training.Tests.Ablations;

public sealed class AblationTableTests
{
    private static readonly AblationRow[] Rows = [.. AblationVariant.All(new TrainSettings()).Where(variant =>
        variant.Name is "thought-2" or "token" or "control").Select(ToRow)];

    [Fact]
    public void Markdown_OfRows_HasOneForEachVariant()
    {
        string[] lines = AblationTable.Markdown(Rows).TrimEnd('\n').Split('\n');

        Assert.Equal(
        [
            "| variant | million tokens | minutes | steps trained | 4 steps: own format | plain | 8 steps: own format | plain " +
            "| Peak plain → own | Dep plain → own |",
            "|---|---|---|---|---|---|---|---|---|---|",
            "| thought level, k = 2 | 1.5 | 2.5 | 1–8 | 97.5 % | 100.0 % | 50.0 % | 25.5 % | 400 → 100 (-75 %) | 8000 → 2000 (-75 %) |",
            "| token level, every 24, k = 2 | 1.5 | 2.5 | 1–8 | 97.5 % | 100.0 % | 50.0 % | 25.5 % | 400 → 100 (-75 %) | 8000 → 2000 (-75 %) |",
            "| control: k = 2, cache tokens evicted too | – | – | – | 97.5 % | – | 50.0 % | – | 400 → 100 (-75 %) | 8000 → 2000 (-75 %) |",
        ],
        lines);
    }

    [Fact]
    public void Csv_OfRows_HasEveryFigure()
    {
        string[] lines = AblationTable.Csv(Rows).TrimEnd('\n').Split('\n');

        Assert.Equal(
        [
            "variant,model,method,cache_tokens,token_interval,seed,tokens,seconds,updates,loss,most_steps,problems," +
            "own_4,plain_4,own_8,plain_8,peak_own,peak_plain,dep_own,dep_plain",
            "thought-2,thought-2,thought,2,,1,1500000,150.0,300,0.01250,8,200,0.9750,1.0000,0.5000,0.2550,100.0,400.0,2000,8000",
            "token,token,token,2,24,1,1500000,150.0,300,0.01250,8,200,0.9750,1.0000,0.5000,0.2550,100.0,400.0,2000,8000",
            "control,thought-2,control,2,,1,1500000,150.0,300,0.01250,8,200,0.9750,,0.5000,,100.0,400.0,2000,8000",
        ],
        lines);
    }

    private static AblationRow ToRow(AblationVariant variant)
    {
        ExamRow[] exams =
        [
            new("story", 4, IsCompressed: true, 200, 0.975), new("story", 4, IsCompressed: false, 200, 1),
            new("story", 8, IsCompressed: true, 200, 0.5), new("story", 8, IsCompressed: false, 200, 0.255),
        ];
        return new AblationRow(
            variant,
            new RunState { Updates = 300, Tokens = 1_500_000, Seconds = 150, Loss = 0.0125, Level = 8 },
            [.. exams.Where(row => variant.IsTrained || row.IsCompressed)],
            new MeanContextCost(100, 2000),
            new MeanContextCost(400, 8000));
    }
}
