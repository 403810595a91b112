using System.Text.RegularExpressions;
using LightThinker.Server.Errors;

namespace LightThinker.Server.ChatCompletions;

/// <summary>Checks the names of functions and schemas. Stateless.</summary>
internal static partial class Names
{
    /// <summary>The mistake in a required name; null where it is right.</summary>
    public static ApiError? Check(string param, string? name) =>
        name is null ? ApiError.Missing(param, $"'{param}' is missing.")
        : Allowed().IsMatch(name) ? null
        : ApiError.InvalidValue(
            param,
            $"Invalid '{param}': '{name}' must be 1 to 64 letters, digits, underscores and dashes.");

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,64}\\z")]
    private static partial Regex Allowed();
}
