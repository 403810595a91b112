using System.Globalization;
using LightThinker.Server.Errors;

namespace LightThinker.Server.Generation;

/// <summary>Checks that numbers are within the protocol's limits. Stateless.</summary>
internal static class Ranges
{
    /// <summary>A mistake where a number that was sent lies outside; null otherwise.</summary>
    public static ApiError? Check(string param, double? value, double min, double max) =>
        value is null || (value >= min && value <= max)
            ? null
            : ApiError.InvalidValue(param, string.Create(
                CultureInfo.InvariantCulture,
                $"Invalid '{param}': {value} is out of range; send a number from {min} to {max}."));

    /// <summary>
    /// As <see cref="Check"/>, but the lower bound itself is out of range, and so is what would be rounded to it: sampling
    /// computes in single precision.
    /// </summary>
    public static ApiError? CheckAbove(string param, double? value, double above, double max) =>
        value is null || ((float)value > above && value <= max)
            ? null
            : ApiError.InvalidValue(param, string.Create(
                CultureInfo.InvariantCulture,
                $"Invalid '{param}': {value} is out of range; send a number above {above}, up to {max}."));
}
