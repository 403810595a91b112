using LightThinker.Training.Generation;
using LightThinker.Training.Runs;

namespace LightThinker.Training.Tests.Runs;

public sealed class CurriculumTests
{
    private static readonly RunState Learnt = new() { Updates = 100, Loss = 0.02, Level = 5, LevelSince = 10 };

    [Fact]
    public void Level_OnceLearnt_Rises() =>
        Assert.Equal(Learnt with { Level = 6, LevelSince = 100 }, new Curriculum(20).Advance(Learnt));

    [Fact]
    public void Level_NotYetLearnt_Stays()
    {
        var curriculum = new Curriculum(20);

        Assert.Equal(5, curriculum.Advance(Learnt with { Loss = 0.2 }).Level);
        Assert.Equal(5, curriculum.Advance(Learnt with { LevelSince = 90 }).Level);
        Assert.Equal(5, new Curriculum(5).Advance(Learnt).Level);
        Assert.Equal(new RunState().Level, curriculum.Advance(new RunState { Updates = 100 }).Level);
    }

    [Fact]
    public void Examples_OfALevel_AreNoLongerThanIt()
    {
        var curriculum = new Curriculum(20);
        var generator = new ProblemGenerator(1, HeldOut.Train);
        var examples = Enumerable.Range(0, 500).Select(_ => curriculum.Next(generator, level: 6)).ToList();

        Assert.Equal(6, examples.Max(example => example.Steps));
        Assert.Equal(ProblemGenerator.Families.Count, examples.Select(example => example.Family).Distinct().Count());
        Assert.All(examples, example => Assert.Equal(HeldOut.Train, example.Split));
    }

    [Fact]
    public void Examples_OfOneFamily_AreOfNoOther()
    {
        var curriculum = new Curriculum(8, "story");
        var generator = new ProblemGenerator(1, HeldOut.Train);
        var examples = Enumerable.Range(0, 100).Select(_ => curriculum.Next(generator, level: 8)).ToList();

        Assert.All(examples, example => Assert.Equal("story", example.Family));
        Assert.Equal(Enumerable.Range(1, 8), examples.Select(example => example.Steps).Distinct().Order());
    }
}
