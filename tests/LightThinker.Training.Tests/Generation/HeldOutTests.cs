using System.Text.RegularExpressions;
using LightThinker.Training.Generation;

namespace LightThinker.Training.Tests.Generation;

public sealed partial class HeldOutTests
{
    [Fact]
    public void HeldOutProblems_Numbers_AreInNoProblemToTrainOn()
    {
        var trained = Questions(HeldOut.Train).Select(Numbers).ToHashSet();

        Assert.DoesNotContain(Questions(HeldOut.Test).Select(Numbers), trained.Contains);
    }

    [Fact]
    public void HeldOutProblems_SentencesWithoutNamesThingsAndNumbers_AreInNoProblemToTrainOn()
    {
        var trained = Questions(HeldOut.Train).Select(Skeleton).ToHashSet();

        Assert.DoesNotContain(Questions(HeldOut.Test).Select(Skeleton), trained.Contains);
    }

    [Theory]
    [InlineData(HeldOut.Train)]
    [InlineData(HeldOut.Test)]
    public void Generator_SameSeed_MakesTheSame(string split)
    {
        Assert.Equal(Questions(split), Questions(split));
    }

    [Fact]
    public void Generator_OtherSeed_MakesOthers()
    {
        Assert.NotEqual(Questions(HeldOut.Train), Questions(HeldOut.Train, seed: 2));
    }

    [Fact]
    public void Generator_FamilyWithoutHeldOutProblemsOfSuchALength_SaysSo()
    {
        var generator = new ProblemGenerator(1, HeldOut.Test);

        var error = Assert.Throws<ArgumentException>(() => generator.Next(ProblemGenerator.Find("lists"), 8));

        Assert.Contains("'lists' has no held-out problem of 8 steps", error.Message, StringComparison.Ordinal);
    }

    // Short ones, where the same would come up by chance without the split.
    private static List<string> Questions(string split, int seed = 1)
    {
        var generator = new ProblemGenerator(seed, split);
        return [.. Enumerable.Range(0, 3000).Select(i =>
            generator.Next(ProblemGenerator.Families[i % 4], 1, hasSystemMessages: false).Messages[^1].Content)];
    }

    private static string Numbers(string question) =>
        string.Join(' ', Regex.Matches(question, "[0-9]+").Select(match => match.Value));

    private static string Skeleton(string question) => Filler().Replace(question, "#");

    [GeneratedRegex("[0-9]+|\\b(" + People + "|" + Things + "|" + Rest + ")\\b")]
    private static partial Regex Filler();

    private const string People =
        "Mia|Tom|Ana|Ben|Lily|Sam|Nora|Max|Ruth|Leo|Kate|Paul|Zoe|Jack|Emma|Noah|Olga|Ivan|Maria|Omar|Priya|Ken|Yuki|Carlos";

    private const string Things =
        "apples|eggs|marbles|stamps|pencils|books|coins|cards|oranges|buttons|shells|toys|candies|cookies|flowers|stickers|" +
        "beads|stones|pears|nuts|tickets|cups|photos|plums|bags|boxes|baskets|jars|packs|trays|bowls|crates";

    private const string Rest = "zero|one|two|three|four|five|six|seven|eight|nine|she|he|her|him|She|He|his";
}
