using System.Text.Json;

namespace LightThinker.Training.Data;

/// <summary>Says what is wrong with a line of JSON. Stateless and thread-safe.</summary>
internal static class JsonMistake
{
    /// <summary>The reader's own words, without the line number that it counts from the line's own start.</summary>
    public static string Describe(JsonException error)
    {
        // With a path the reader's message repeats it behind; without one the place alone.
        string words = error.Message.Split(" Path: ")[0].Split(" LineNumber: ")[0];
        string where = error.Path is { Length: > 1 } path ? $", at {path}" : "";
        return $"{words.TrimEnd('.')} (column {error.BytePositionInLine + 1}{where})";
    }
}
