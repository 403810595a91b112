namespace LightThinker.Training.Generation;

/// <summary>Lists of numbers to add up or to search, and comparisons of people. Stateless and thread-safe.</summary>
internal sealed class ListsFamily : IFamily
{
    private static readonly string[] Totals =
        ["Add up these numbers: {0}.", "What is the sum of {0}?", "What do {0} make together?"];

    private static readonly string[] Largest =
        ["What is the largest of {0}?", "Find the largest number: {0}.", "Which of these is the most: {0}?"];

    private static readonly string[] Smallest =
        ["What is the smallest of {0}?", "Find the smallest number: {0}.", "Which of these is the least: {0}?"];

    public string Name => "lists";

    public int LeastSteps => 1;

    public int MostSteps => 10;

    public Problem Make(Draw draw, int steps)
    {
        int[] numbers = draw.Several([.. Enumerable.Range(2, 97)], steps + 1);
        return draw.Index(4) switch
        {
            0 => Total(draw, numbers),
            1 => Extreme(draw, numbers, wantsMost: true),
            2 => Extreme(draw, numbers, wantsMost: false),
            _ => People(draw, numbers),
        };
    }

    private static Problem Total(Draw draw, int[] numbers)
    {
        int total = numbers[0];
        var thoughts = new List<string>();
        foreach (int number in numbers.Skip(1))
        {
            thoughts.Add(
                $"So far {total}, the next is {number}, so {total} + {number}. {Working.Add(total, number)} " +
                $"Now {total + number}.");
            total += number;
        }

        return Finish(Ask(draw.One(Totals), numbers), thoughts, $"The result is {total}.", $"{total}");
    }

    private static Problem Extreme(Draw draw, int[] numbers, bool wantsMost)
    {
        int best = numbers[0];
        var thoughts = new List<string>();
        foreach (int number in numbers.Skip(1))
        {
            string before = $"So far {best}, the next is {number}. {Working.Compare(number, best)}";
            best = number > best == wantsMost ? number : best;
            thoughts.Add($"{before} The {(wantsMost ? "largest" : "smallest")} is now {best}.");
        }

        string kind = wantsMost ? "largest" : "smallest";
        return Finish(
            Ask(draw.One(wantsMost ? Largest : Smallest), numbers), thoughts, $"The {kind} is {best}.", $"{best}");
    }

    private static Problem People(Draw draw, int[] numbers)
    {
        var people = draw.Several(Lexicon.People, numbers.Length);
        string things = draw.One(Lexicon.Things);
        int best = 0;
        var thoughts = new List<string>();
        for (int i = 1; i < numbers.Length; i++)
        {
            string before =
                $"So far {people[best].Name} with {numbers[best]}, the next is {people[i].Name} with {numbers[i]}. " +
                Working.Compare(numbers[i], numbers[best]);
            best = numbers[i] > numbers[best] ? i : best;
            thoughts.Add($"{before} The most is now {people[best].Name} with {numbers[best]}.");
        }

        string facts = string.Join(", ", people.Select((person, i) => $"{person.Name} has {numbers[i]} {things}"));
        string question = draw.One(new[] { $"Who has the most {things}?", "Who has the most?", "Who has more than the others?" });
        return Finish($"{facts}. {question}", thoughts, $"{people[best].Name} has the most.", people[best].Name);
    }

    private static string Ask(string template, int[] numbers) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, template, string.Join(", ", numbers));

    private static Problem Finish(string question, List<string> thoughts, string response, string answer) => new()
    {
        Question = question,
        Thoughts = thoughts,
        Response = response,
        Answer = answer,
        Steps = thoughts.Count,
    };
}
