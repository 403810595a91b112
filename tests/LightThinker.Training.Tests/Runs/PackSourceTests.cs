using LightThinker.Training.Data;
using LightThinker.Training.Runs;
using LightThinker.Training.Tests.TestKit;

namespace LightThinker.Training.Tests.Runs;

public sealed class PackSourceTests
{
    private static readonly TrainSettings Settings = new() { Workers = 3, PackTokens = 1500, Context = 1200 };

    [Fact]
    public void Packs_OfAnUpdate_AreAboutEquallyLong()
    {
        int[] lengths = [.. Source(Settings).Next(update: 4, level: 12).Select(pack => pack.Tokens.Length)];

        Assert.Equal(3, lengths.Length);
        Assert.InRange(lengths.Sum(), 4500, 4500 + Settings.Context);
        Assert.InRange(lengths.Max() - lengths.Min(), 0, 400);
    }

    [Fact]
    public void Packs_OfTheSameUpdate_AreTheSame()
    {
        long[][] Tokens(long update) => [.. Source(Settings).Next(update, level: 5).Select(pack => pack.Tokens)];

        Assert.Equal(Tokens(7), Tokens(7));
        Assert.NotEqual(Tokens(7), Tokens(8));
    }

    [Fact]
    public void Packs_OfFewLongExamples_AreNeverEmpty()
    {
        var packs = Source(Settings with { PackTokens = 1 }).Next(update: 0, level: 3);

        Assert.All(packs, pack => Assert.Single(pack.Sequences));
    }

    [Fact]
    public void Packs_WhenNoExampleFits_SayWhichContextIsTooShort()
    {
        var source = Source(Settings with { Context = 20 });

        var error = Assert.Throws<InvalidDataException>(() => source.Next(update: 0, level: 3));

        Assert.Contains("context of 20", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Packs_OfAListOfExamples_HaveEachInBothFormats()
    {
        Example[] examples = [.. Enumerable.Range(1, 4).Select(seed => SmallModel.Story(2, seed))];
        var settings = new TrainSettings { Workers = 1, PackTokens = 1 };
        var packs = new PackSource(settings, seed: 1, SmallModel.Builder, new ExampleList(examples));

        var drawn = Enumerable.Range(0, 200).Select(update => packs.Next(update, level: 1)[0].Tokens).ToList();

        var formats = examples.SelectMany(example => (bool[])[true, false], (example, isCompressed) =>
            SmallModel.Builder.Build(example, isCompressed).Tokens.Select(token => (long)token).ToArray());
        // 25 of each are expected.
        Assert.All(formats, format => Assert.InRange(drawn.Count(tokens => tokens.SequenceEqual(format)), 8, 60));
    }

    private static PackSource Source(TrainSettings settings) =>
        new(settings, seed: 1, SmallModel.Builder, new GeneratedExamples(new Curriculum(20)));
}
