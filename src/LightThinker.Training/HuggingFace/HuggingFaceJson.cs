using System.Text.Json.Nodes;

namespace LightThinker.Training.HuggingFace;

/// <summary>Turns what a model folder's JSON lacks or has otherwise into an error that names the file. Thread-safe.</summary>
internal static class HuggingFaceJson
{
    /// <param name="path">The file that is read.</param>
    /// <param name="read">Reads it; may take any node for the kind it should be.</param>
    /// <exception cref="InvalidDataException">It has another form.</exception>
    public static T Checked<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException or OverflowException or ArgumentException)
        {
            throw new InvalidDataException($"{path} is not of Hugging Face's form: {error.Message}", error);
        }
        catch (InvalidDataException error) when (!error.Message.Contains(path, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{path}: {error.Message}", error);
        }
    }

    /// <exception cref="InvalidOperationException">It is missing, or another kind of value.</exception>
    public static T Required<T>(this JsonNode? node) =>
        node is null ? throw new InvalidOperationException("a value is missing.") : node.GetValue<T>();
}
