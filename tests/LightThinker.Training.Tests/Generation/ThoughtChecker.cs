using System.Data;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LightThinker.Training.Tests.Generation;

/// <summary>Checks every equation that a thought writes down. Thread-safe.</summary>
internal static partial class ThoughtChecker
{
    /// <summary>Each "a op b [op c] = d" of the text, with "/" rounding down.</summary>
    public static void AssertEquationsHold(string thought)
    {
        foreach (Match equation in Equation().Matches(thought))
        {
            string left = equation.Groups[1].Value.Replace('x', '*');
            using var table = new DataTable { Locale = CultureInfo.InvariantCulture };
            int value = (int)Math.Floor(Convert.ToDouble(table.Compute(left, null), CultureInfo.InvariantCulture));
            Assert.True(value == int.Parse(equation.Groups[2].Value, CultureInfo.InvariantCulture), equation.Value);
        }
    }

    /// <summary>The digits that the thought says to write, put together as the number they make.</summary>
    public static int WrittenNumber(string thought)
    {
        var digits = Written().Matches(thought).Select(match => match.Groups[1].Value);
        // Halving goes from the highest place down, everything else up.
        bool isDownwards = thought.Contains(" / 2", StringComparison.Ordinal);
        return int.Parse(string.Concat(isDownwards ? digits : digits.Reverse()), CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"([0-9]+(?: [-+x/] [0-9]+)+) = ([0-9]+)")]
    private static partial Regex Equation();

    [GeneratedRegex("write ([0-9])")]
    private static partial Regex Written();
}
