using System.Globalization;
using System.Text.RegularExpressions;

namespace LightThinker.Training.Tests.Generation;

/// <summary>Solves stories from their text alone, sentence by sentence, knowing nothing of how they were made. Thread-safe.</summary>
internal static partial class StorySolver
{
    private static readonly string[] Words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

    private static readonly string[] Losses =
        ["sells", "loses", "gives", "puts", "uses", "borrows", "breaks"];

    public static int Solve(string story)
    {
        string[] sentences = [.. story.Split('.', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        int amount = Numbers(sentences[0])[0];
        foreach (string sentence in sentences[1..^1])
        {
            amount = Apply(sentence, amount);
        }

        return amount;
    }

    private static int Apply(string sentence, int amount)
    {
        if (sentence.Contains("half", StringComparison.Ordinal))
        {
            Assert.Equal(0, amount % 2);
            return amount / 2;
        }

        if (sentence.EndsWith("doubles", StringComparison.Ordinal) || sentence.EndsWith("triples", StringComparison.Ordinal))
        {
            return amount * (sentence.EndsWith("doubles", StringComparison.Ordinal) ? 2 : 3);
        }

        int change = Numbers(sentence).Aggregate(1, (product, number) => product * number);
        // "Leo gives him 5 eggs" is a gain, "he gives 5 eggs to Leo" a loss.
        bool isGift = Gift().IsMatch(sentence);
        return Losses.Any(loss => sentence.Contains(loss, StringComparison.Ordinal)) && !isGift ? amount - change : amount + change;
    }

    private static List<int> Numbers(string sentence) =>
    [
        .. Word().Matches(sentence).Select(match => match.Value)
            .Select(word => char.IsAsciiDigit(word[0]) ? int.Parse(word, CultureInfo.InvariantCulture) : Array.IndexOf(Words, word))
            .Where(number => number >= 0),
    ];

    [GeneratedRegex("(gives|sends|brings) (him|her) ")]
    private static partial Regex Gift();

    [GeneratedRegex("[0-9]+|[a-z]+")]
    private static partial Regex Word();
}
