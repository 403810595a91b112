namespace LightThinker.Training.Generation;

/// <summary>One event of a story with its numbers: what it says, how it is worked out and what comes of it. Immutable.</summary>
internal sealed record StoryStep(StoryEvent Event, int First, int Second)
{
    /// <summary>
    /// Tells steps of one story apart. No story has the same key twice, so that what was calculated last says where in the
    /// story one is.
    /// </summary>
    public string Key => Event.Change switch
    {
        StoryChange.Gain or StoryChange.Loss => $"{First}",
        StoryChange.GainGroups or StoryChange.LossGroups => $"{First} {Second}",
        _ => Event.Sentence,
    };

    /// <summary>Draws numbers with which the amount stays between 2 and 999; null where none do.</summary>
    public static StoryStep? Draw(Draw draw, StoryEvent chosen, int amount)
    {
        var step = chosen.Change switch
        {
            StoryChange.Gain => new StoryStep(chosen, draw.Number(2, Small(draw)), 0),
            StoryChange.Loss => new StoryStep(chosen, draw.Number(2, Math.Max(2, Math.Min(amount - 2, Small(draw)))), 0),
            StoryChange.GainGroups or StoryChange.LossGroups => new StoryStep(chosen, draw.Number(2, 9), draw.Number(2, 9)),
            _ => new StoryStep(chosen, 0, 0),
        };
        int result = step.Apply(amount);
        bool isWhole = chosen.Change != StoryChange.Halve || amount % 2 == 0;
        return isWhole && result is >= 2 and <= Working.Largest ? step : null;
    }

    public int Apply(int amount) => Event.Change switch
    {
        StoryChange.Gain => amount + First,
        StoryChange.Loss => amount - First,
        StoryChange.GainGroups => amount + (First * Second),
        StoryChange.LossGroups => amount - (First * Second),
        StoryChange.Double => amount * 2,
        StoryChange.Triple => amount * 3,
        _ => amount / 2,
    };

    /// <summary>The expression and its working, as a thought has them.</summary>
    public string WorkOut(int amount) => Event.Change switch
    {
        StoryChange.Gain => $"so {amount} + {First}. {Working.Add(amount, First)}",
        StoryChange.Loss => $"so {amount} - {First}. {Working.Subtract(amount, First)}",
        StoryChange.GainGroups => $"{Product} and {amount} + {First * Second}. {Working.Add(amount, First * Second)}",
        StoryChange.LossGroups => $"{Product} and {amount} - {First * Second}. {Working.Subtract(amount, First * Second)}",
        StoryChange.Double => $"so {amount} x 2. {Working.Multiply(amount, 2)}",
        StoryChange.Triple => $"so {amount} x 3. {Working.Multiply(amount, 3)}",
        _ => $"so {amount} / 2. {Working.Halve(amount)}",
    };

    private string Product => $"so {First} x {Second} = {First * Second}";

    // Mostly two digits, sometimes three, as in school books.
    private static int Small(Draw draw) => draw.Chance(0.15) ? 399 : 99;
}
