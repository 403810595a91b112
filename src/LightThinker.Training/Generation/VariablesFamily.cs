namespace LightThinker.Training.Generation;

/// <summary>Variables, each of which follows from one given before. Stateless and thread-safe.</summary>
internal sealed class VariablesFamily : IFamily
{
    private static readonly string[] Names = ["a", "b", "c", "d", "k", "m", "n", "p", "q", "r", "s", "t", "x", "y", "z"];

    private static readonly string[] Openings = ["", "Let ", "Given: "];

    private static readonly string[] Separators = [". ", ", ", "\n"];

    private static readonly string[] Questions = ["What is {0}?", "Find {0}.", "What is the value of {0}?"];

    public string Name => "variables";

    public int LeastSteps => 1;

    public int MostSteps => 12;

    public Problem Make(Draw draw, int steps)
    {
        var names = draw.Several(Names, steps + 1);
        int[] values = new int[steps + 1];
        values[0] = draw.Number(5, 99);
        var lines = new List<string> { $"{draw.One(Openings)}{names[0]} = {values[0]}" };
        var thoughts = new List<string>();
        for (int i = 1; i <= steps; i++)
        {
            int known = draw.Chance(0.5) ? i - 1 : draw.Index(i);
            var relation = Relation.Draw(draw, values[known]);
            values[i] = relation.Apply(values[known]);
            lines.Add($"{names[i]} = {relation.Expression(names[known])}");
            thoughts.Add(
                $"{lines[^1]}. {names[known]} = {values[known]}, so {relation.Expression($"{values[known]}")}. " +
                $"{relation.WorkOut(values[known])} Now {names[i]} = {values[i]}.");
        }

        int asked = draw.Chance(0.5) ? steps : draw.Index(steps + 1);
        string separator = draw.One(Separators);
        string question = string.Format(
            System.Globalization.CultureInfo.InvariantCulture, draw.One(Questions), names[asked]);
        return new Problem
        {
            Question = string.Join(separator, lines) + (separator == "\n" ? "\n" : ". ") + question,
            Thoughts = thoughts,
            Response = $"{names[asked]} = {values[asked]}.",
            Answer = $"{values[asked]}",
            Steps = steps,
        };
    }
}
