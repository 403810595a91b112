using System.Numerics;

namespace LightThinker.Chat.Grammars.Numbers;

/// <summary>Which numbers are allowed. Immutable.</summary>
/// <param name="Min">The smallest, if there is a bound.</param>
/// <param name="MinIsExcluded">Whether it is itself not allowed.</param>
/// <param name="Max">The largest, if there is a bound.</param>
/// <param name="MaxIsExcluded">Whether it is itself not allowed.</param>
/// <param name="Step">Allowed are multiples of <c>10^Step</c> only; null for any number.</param>
internal sealed record NumberRange(
    JsonDecimal? Min = null, bool MinIsExcluded = false, JsonDecimal? Max = null, bool MaxIsExcluded = false, int? Step = null)
{
    public bool IsUnbounded => Min is null && Max is null;

    public NumberRange Intersect(NumberRange other)
    {
        bool takesMin = Min is null || (other.Min is { } theirMin && (theirMin > Min || (theirMin == Min && other.MinIsExcluded)));
        bool takesMax = Max is null || (other.Max is { } theirMax && (theirMax < Max || (theirMax == Max && other.MaxIsExcluded)));
        NumberRange lower = takesMin ? other : this;
        NumberRange upper = takesMax ? other : this;
        int? step = Step is { } mine && other.Step is { } theirs ? Math.Max(mine, theirs) : Step ?? other.Step;
        return new NumberRange(lower.Min, lower.MinIsExcluded, upper.Max, upper.MaxIsExcluded, step);
    }

    public bool Contains(JsonDecimal value) =>
        (Min is not { } min || (MinIsExcluded ? value > min : value >= min))
        && (Max is not { } max || (MaxIsExcluded ? value < max : value <= max))
        && (Step is not { } step || value.IsMultipleOf(step));

    /// <summary>Whether no number can be in it; it may be that it says no although none is.</summary>
    public bool IsEmpty => Min is { } min && Max is { } max
        && (min > max || (min == max && (MinIsExcluded || MaxIsExcluded)) || (Step is { } step && Lowest(step) > Highest(step)));

    /// <summary>The lower bound as a number of steps of <c>10^step</c>, itself allowed; null if there is none.</summary>
    public BigInteger? Lowest(int step) => Min is not { } min ? null
        : MinIsExcluded ? min.Floor(step) + 1 : min.Ceiling(step);

    /// <summary>The upper bound as a number of steps of <c>10^step</c>, itself allowed; null if there is none.</summary>
    public BigInteger? Highest(int step) => Max is not { } max ? null
        : MaxIsExcluded ? max.Ceiling(step) - 1 : max.Floor(step);
}
