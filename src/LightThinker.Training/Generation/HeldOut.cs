using System.Text.RegularExpressions;

namespace LightThinker.Training.Generation;

/// <summary>
/// Says which split a problem belongs to, from its text alone. A held-out problem shares neither its sequence of sentences
/// (names, things and numbers taken out) nor its sequence of numbers with any problem to train on. Thread-safe.
/// </summary>
internal static partial class HeldOut
{
    public const string Train = "train";
    public const string Test = "held-out";

    private const int Share = 8;

    private static readonly HashSet<string> Replaceable =
    [
        .. Lexicon.People.Select(person => person.Name), .. Lexicon.Things, .. Lexicon.Containers, .. Lexicon.NumberWords,
        "she", "he", "her", "him", "She", "He", "his",
    ];

    /// <summary>The split; null for problems that share one of the two with each split, which belong to neither.</summary>
    public static string? SplitOf(string question)
    {
        bool numbers = IsHeldOut(string.Join(' ', Number().Matches(question).Select(match => match.Value)));
        bool template = IsHeldOut(Word().Replace(question, word => IsReplaceable(word.Value) ? "_" : word.Value));
        return numbers != template ? null : numbers ? Test : Train;
    }

    private static bool IsReplaceable(string word) => char.IsDigit(word[0]) || Replaceable.Contains(word);

    // FNV-1a: the same on every machine and in every run.
    private static bool IsHeldOut(string text)
    {
        uint hash = 2166136261;
        foreach (char character in text)
        {
            hash = (hash ^ character) * 16777619;
        }

        return (hash >> 8) % Share == 0;
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();

    // A number counts as a blank in the sentence.
    [GeneratedRegex("[A-Za-z]+|[0-9]+")]
    private static partial Regex Word();
}
