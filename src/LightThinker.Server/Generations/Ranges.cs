using System.Globalization;
using LightThinker.Server.Errors;
using LightThinker.Server.Options;

namespace LightThinker.Server.Generations;

/// <summary>Checks that a request's numbers are within limits. Stateless.</summary>
internal static class Ranges
{
    /// <summary>A mistake where a number that was sent lies outside; null otherwise.</summary>
    public static ApiError? Check(string param, double? value, NumberRange range) =>
        value is not { } sent || range.Contains(sent)
            ? null
            : ApiError.InvalidValue(param, string.Create(
                CultureInfo.InvariantCulture,
                $"Invalid '{param}': {sent} is out of range; send a number {range}."));
}
