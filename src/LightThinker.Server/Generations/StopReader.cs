using LightThinker.Server.Errors;

namespace LightThinker.Server.Generations;

/// <summary>Reads a request's stop strings. Stateless.</summary>
internal static class StopReader
{
    private const int MaxStops = 4;
    private const int MaxLength = 1024;

    /// <returns>The stop strings, possibly none, or what is wrong with them.</returns>
    public static (IReadOnlyList<string>? Stops, ApiError? Error) Read(IReadOnlyList<string>? wire)
    {
        if (wire is null)
        {
            return ([], null);
        }

        if (wire.Count > MaxStops)
        {
            return (null, ApiError.InvalidValue(
                "stop",
                $"Invalid 'stop': {wire.Count} strings; send at most {MaxStops}."));
        }

        if (wire.Any(stop => stop.Length is 0 or > MaxLength))
        {
            return (null, ApiError.InvalidValue(
                "stop",
                $"Invalid 'stop': each string must have 1 to {MaxLength} characters."));
        }

        return (wire, null);
    }
}
