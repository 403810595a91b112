using System.Globalization;
using System.Text.RegularExpressions;
using LightThinker.Training.Data;
using LightThinker.Training.Generation;

namespace LightThinker.Training.Tests.Generation;

public sealed partial class ProblemTests
{
    public static TheoryData<string> FamilyNames() => [.. ProblemGenerator.Families.Select(family => family.Name)];

    [Fact]
    public void Story_SolvedFromItsText_HasTheAnswerGiven()
    {
        foreach (var example in Examples("story", 400, steps: i => 1 + (i % 20)))
        {
            Assert.Equal(example.Answer, StorySolver.Solve(example.Messages[^1].Content).ToString(CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Sum_SolvedFromItsText_HasTheAnswerGiven()
    {
        using var table = new System.Data.DataTable { Locale = CultureInfo.InvariantCulture };
        foreach (var example in Examples("sums", 300, steps: i => 1 + (i % 12)))
        {
            string sum = Expression().Match(example.Messages[^1].Content).Value.Replace('x', '*');
            Assert.Equal(example.Answer, Convert.ToString(table.Compute(sum, null), CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Variables_SolvedFromTheirText_HaveTheAnswerGiven()
    {
        using var table = new System.Data.DataTable { Locale = CultureInfo.InvariantCulture };
        foreach (var example in Examples("variables", 300, steps: i => 1 + (i % 12)))
        {
            string text = example.Messages[^1].Content;
            var values = new Dictionary<string, string>();
            foreach (Match line in Assignment().Matches(text))
            {
                string sum = Regex.Replace(line.Groups[2].Value.Replace(" x ", " * ", StringComparison.Ordinal), "[a-z]", name => values[name.Value]);
                values[line.Groups[1].Value] = Convert.ToString(table.Compute(sum, null), CultureInfo.InvariantCulture)!;
            }

            Assert.Equal(example.Answer, values[Asked().Match(text).Groups[1].Value]);
        }
    }

    [Fact]
    public void People_SolvedFromTheirText_HaveTheAnswerGiven()
    {
        foreach (var example in Examples("people", 300, steps: i => 1 + (i % 12)))
        {
            string text = example.Messages[^1].Content;
            var amounts = new Dictionary<string, int>();
            foreach (string sentence in text.Split('.', StringSplitOptions.TrimEntries)[..^1])
            {
                string[] names = [.. Name().Matches(sentence).Select(match => match.Value)];
                int number = Number().Match(sentence) is { Success: true } match ? int.Parse(match.Value, CultureInfo.InvariantCulture) : 0;
                amounts[names[0]] = sentence switch
                {
                    _ when names.Length == 1 => number,
                    _ when sentence.Contains("twice", StringComparison.Ordinal) => amounts[names[1]] * 2,
                    _ when sentence.Contains("three times", StringComparison.Ordinal) => amounts[names[1]] * 3,
                    _ when sentence.Contains("more", StringComparison.Ordinal) => amounts[names[1]] + number,
                    _ => amounts[names[1]] - number,
                };
            }

            string asked = Name().Matches(text.Split('.')[^1]).Select(match => match.Value).Single(amounts.ContainsKey);
            Assert.Equal(example.Answer, amounts[asked].ToString(CultureInfo.InvariantCulture));
        }
    }

    [Theory]
    [MemberData(nameof(FamilyNames))]
    public void Thoughts_OfEveryFamily_CalculateRightly(string family)
    {
        foreach (var example in Examples(family, 200, steps: i => 1 + (i % 10)))
        {
            Assert.All(example.Thoughts, ThoughtChecker.AssertEquationsHold);
        }
    }

    [Theory]
    [InlineData("story")]
    [InlineData("people")]
    [InlineData("variables")]
    [InlineData("sums")]
    [InlineData("follow-up")]
    public void Thoughts_DigitsWritten_AreTheirResult(string family)
    {
        foreach (string thought in Examples(family, 200, steps: i => 1 + (i % 10)).SelectMany(example => example.Thoughts))
        {
            int result = int.Parse(Number().Match(thought[thought.LastIndexOf("Now ", StringComparison.Ordinal)..]).Value, CultureInfo.InvariantCulture);
            Assert.Equal(result, ThoughtChecker.WrittenNumber(thought));
        }
    }

    [Theory]
    [InlineData("story")]
    [InlineData("sums")]
    [InlineData("follow-up")]
    public void Thoughts_OfAChain_StartWhereTheLastOneEnded(string family)
    {
        foreach (var example in Examples(family, 200, steps: i => 2 + (i % 10)))
        {
            var chain = example.Thoughts.Zip(example.Thoughts.Skip(1));
            Assert.All(chain, pair => Assert.Equal(
                Number().Matches(pair.First)[^1].Value,
                Number().Match(pair.Second).Value));
            Assert.Equal(example.Answer, Number().Matches(example.Thoughts[^1])[^1].Value);
        }
    }

    [Theory]
    [MemberData(nameof(FamilyNames))]
    public void Response_OfEveryFamily_EndsWithTheAnswer(string family)
    {
        Assert.All(
            Examples(family, 100, steps: i => 1 + (i % 6)),
            example => Assert.Contains(example.Answer, example.Response, StringComparison.Ordinal));
    }

    [Fact]
    public void Story_Steps_AreAsManyAsAsked()
    {
        Assert.All(
            Enumerable.Range(1, 20),
            steps => Assert.Equal(steps, Examples("story", 1, _ => steps).Single().Thoughts.Count));
    }

    private static IEnumerable<Example> Examples(string family, int count, Func<int, int> steps)
    {
        var generator = new ProblemGenerator(5, HeldOut.Train);
        for (int i = 0; i < count; i++)
        {
            yield return generator.Next(ProblemGenerator.Find(family), steps(i));
        }
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();

    [GeneratedRegex("[0-9]+( [-+x] [0-9]+)+")]
    private static partial Regex Expression();

    [GeneratedRegex("([a-z]) = ([a-z0-9]+(?: [-+x] [0-9]+)?)")]
    private static partial Regex Assignment();

    [GeneratedRegex("(?:What is|Find|value of) ([a-z])[?.]")]
    private static partial Regex Asked();

    [GeneratedRegex("[A-Z][a-z]+")]
    private static partial Regex Name();
}
