using LightThinker.Training.Data;
using LightThinker.Training.Runs;
using LightThinker.Training.Tests.TestKit;

namespace LightThinker.Training.Tests.Runs;

public sealed class PackSourceTests
{
    [Fact]
    public void Next_OfAListOfExamples_LaysEachOutInBothFormats()
    {
        Example[] examples = [.. Enumerable.Range(1, 4).Select(seed => SmallModel.Story(2, seed))];
        var packs = new PackSource(new TrainSettings { PackTokens = 1 }, seed: 1, SmallModel.Builder, new ExampleList(examples));

        var drawn = Enumerable.Range(0, 200).Select(update => packs.Next(update, worker: 0, level: 1).Tokens).ToList();

        var formats = examples.SelectMany(example => (bool[])[true, false], (example, isCompressed) =>
            SmallModel.Builder.Build(example, isCompressed).Tokens.Select(token => (long)token).ToArray());
        // 25 of each are expected.
        Assert.All(formats, format => Assert.InRange(drawn.Count(tokens => tokens.SequenceEqual(format)), 8, 60));
    }

    [Fact]
    public void Next_OfTheSameUpdate_IsTheSame()
    {
        var packs = new PackSource(new TrainSettings(), seed: 1, SmallModel.Builder, new GeneratedExamples(new Curriculum(4)));

        Assert.Equal(packs.Next(5, worker: 1, level: 3).Tokens, packs.Next(5, worker: 1, level: 3).Tokens);
        Assert.NotEqual(packs.Next(5, worker: 1, level: 3).Tokens, packs.Next(5, worker: 0, level: 3).Tokens);
    }
}
