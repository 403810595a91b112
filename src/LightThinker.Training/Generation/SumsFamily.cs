namespace LightThinker.Training.Generation;

/// <summary>Plain calculations, worked from left to right. Stateless and thread-safe.</summary>
internal sealed class SumsFamily : IFamily
{
    private static readonly string[] Questions =
        ["What is {0}?", "Calculate {0}.", "Work out {0}", "How much is {0}?", "{0} = ?", "Please add this up: {0}", "{0}"];

    public string Name => "sums";

    public int LeastSteps => 1;

    public int MostSteps => 12;

    public Problem Make(Draw draw, int steps)
    {
        int total = draw.Number(5, draw.Chance(0.3) ? 500 : 99);
        string expression = $"{total}";
        var thoughts = new List<string>();
        while (thoughts.Count < steps)
        {
            bool isProduct = steps == 1 && draw.Chance(0.3);
            var relation = isProduct ? new Relation(StoryChange.Double, draw.Number(2, 9))
                : draw.Chance(0.5) ? new Relation(StoryChange.Gain, draw.Number(2, draw.Chance(0.2) ? 399 : 99))
                : new Relation(StoryChange.Loss, draw.Number(2, 99));
            int result = relation.Apply(total);
            if (result is < 2 or > Working.Largest)
            {
                total = thoughts.Count == 0 ? draw.Number(5, 99) : total;
                expression = thoughts.Count == 0 ? $"{total}" : expression;
                continue;
            }

            expression = relation.Expression(expression);
            thoughts.Add(
                $"So far {total}, the next is {relation.Expression("")[1..]}, so {relation.Expression($"{total}")}. " +
                $"{relation.WorkOut(total)} Now {result}.");
            total = result;
        }

        return new Problem
        {
            Question = string.Format(System.Globalization.CultureInfo.InvariantCulture, draw.One(Questions), expression),
            Thoughts = thoughts,
            Response = $"The result is {total}.",
            Answer = $"{total}",
            Steps = steps,
        };
    }
}
