namespace LightThinker.Training.Generation;

/// <summary>How one amount follows from another. Immutable.</summary>
/// <param name="Kind">The calculation.</param>
/// <param name="Number">What is added or taken away; 2 or 3 for <see cref="StoryChange.Double"/> and its like.</param>
internal sealed record Relation(StoryChange Kind, int Number)
{
    /// <summary>Draws one with which the result stays between 2 and 999.</summary>
    public static Relation Draw(Draw draw, int amount)
    {
        while (true)
        {
            var relation = draw.Index(8) switch
            {
                < 3 => new Relation(StoryChange.Gain, draw.Number(2, 99)),
                < 6 => new Relation(StoryChange.Loss, draw.Number(2, Math.Max(2, Math.Min(99, amount - 2)))),
                6 => new Relation(StoryChange.Double, 2),
                _ => new Relation(StoryChange.Triple, 3),
            };
            if (relation.Apply(amount) is >= 2 and <= Working.Largest)
            {
                return relation;
            }
        }
    }

    public int Apply(int amount) => Kind switch
    {
        StoryChange.Gain => amount + Number,
        StoryChange.Loss => amount - Number,
        _ => amount * Number,
    };

    /// <summary>As mathematics writes it, for example <c>12 + 5</c>.</summary>
    public string Expression(string left) => Kind switch
    {
        StoryChange.Gain => $"{left} + {Number}",
        StoryChange.Loss => $"{left} - {Number}",
        _ => $"{left} x {Number}",
    };

    public string WorkOut(int amount) => Kind switch
    {
        StoryChange.Gain => Working.Add(amount, Number),
        StoryChange.Loss => Working.Subtract(amount, Number),
        _ => Working.Multiply(amount, Number),
    };
}
