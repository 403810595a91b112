namespace LightThinker.Training.Generation;

/// <summary>
/// Several people, each of whose amounts follows from that of one named before, who need not be the last. Stateless and
/// thread-safe.
/// </summary>
internal sealed class PeopleFamily : IFamily
{
    private static readonly string[] Gains = ["{a} has {n} more {t} than {b}.", "{a} has {n} {t} more than {b}."];

    private static readonly string[] Losses = ["{a} has {n} fewer {t} than {b}.", "{a} has {n} {t} less than {b}."];

    private static readonly string[] Multiples = ["{a} has {w} as many {t} as {b}.", "{a} has {w} as many as {b}."];

    private static readonly string[] Questions =
        ["How many {t} does {a} have?", "How many {t} has {a} got?", "What is the number of {t} that {a} has?"];

    public string Name => "people";

    public int LeastSteps => 1;

    public int MostSteps => 12;

    public Problem Make(Draw draw, int steps)
    {
        string things = draw.One(Lexicon.Things);
        var people = draw.Several(Lexicon.People, steps + 1);
        int[] amounts = new int[steps + 1];
        amounts[0] = draw.Number(5, 99);
        var sentences = new List<string> { $"{people[0].Name} has {amounts[0]} {things}." };
        var thoughts = new List<string>();
        for (int i = 1; i <= steps; i++)
        {
            // Half of them follow from the one before, half from anyone.
            int known = draw.Chance(0.5) ? i - 1 : draw.Index(i);
            var relation = Relation.Draw(draw, amounts[known]);
            amounts[i] = relation.Apply(amounts[known]);
            string name = people[i].Name;
            string other = people[known].Name;
            sentences.Add(Fill(draw.One(Sentences(relation)), name, other, relation.Number, things));
            thoughts.Add(
                $"{name} has {Phrase(relation)} {other}. {other} has {amounts[known]}, so " +
                $"{relation.Expression($"{amounts[known]}")}. {relation.WorkOut(amounts[known])} " +
                $"Now {name} has {amounts[i]} {things}.");
        }

        int asked = draw.Chance(0.5) ? steps : draw.Index(steps + 1);
        sentences.Add(Fill(draw.One(Questions), people[asked].Name, "", 0, things));
        return new Problem
        {
            Question = string.Join(' ', sentences),
            Thoughts = thoughts,
            Response = $"{people[asked].Name} has {amounts[asked]} {things}.",
            Answer = $"{amounts[asked]}",
            Steps = steps,
        };
    }

    private static string[] Sentences(Relation relation) => relation.Kind switch
    {
        StoryChange.Gain => Gains,
        StoryChange.Loss => Losses,
        _ => Multiples,
    };

    private static string Phrase(Relation relation) => relation.Kind switch
    {
        StoryChange.Gain => $"{relation.Number} more than",
        StoryChange.Loss => $"{relation.Number} less than",
        _ => $"{Times(relation.Number)} as many as",
    };

    private static string Times(int number) => number == 2 ? "twice" : "three times";

    private static string Fill(string template, string name, string other, int number, string things) => template
        .Replace("{a}", name, StringComparison.Ordinal)
        .Replace("{b}", other, StringComparison.Ordinal)
        .Replace("{n}", $"{number}", StringComparison.Ordinal)
        .Replace("{w}", Times(number), StringComparison.Ordinal)
        .Replace("{t}", things, StringComparison.Ordinal);
}
