using System.Globalization;

namespace LightThinker.Server.Options;

/// <summary>The numbers that a parameter may have. Immutable.</summary>
/// <param name="Min">The least, itself allowed.</param>
/// <param name="Max">The greatest, itself allowed.</param>
internal readonly record struct NumberRange(double Min, double Max)
{
    /// <summary>Whether a number lies within; not-a-number never does.</summary>
    public bool Contains(double value) => value >= Min && value <= Max;

    /// <summary>For messages: <c>from 0 to 2</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"from {Min} to {Max}");
}
