using System.Text.Json;

namespace LightThinker.Training.Data;

/// <summary>JSONL files of examples, one JSON object per line. Thread-safe.</summary>
internal static class ExampleFile
{
    /// <exception cref="IOException">The file cannot be written; the disk may be full.</exception>
    public static void Write(string path, IEnumerable<Example> examples)
    {
        using var file = new StreamWriter(path);
        foreach (var example in examples)
        {
            file.Write(JsonSerializer.Serialize(example, ExampleJson.Lines.Example));
            file.Write('\n');
        }
    }

    /// <summary>Reads lazily; blank lines are skipped.</summary>
    /// <exception cref="InvalidDataException">A line is not an example; the message names file and line.</exception>
    public static IEnumerable<Example> Read(string path)
    {
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return Parse(path, number, line);
            }
        }
    }

    private static Example Parse(string path, int number, string line)
    {
        Example? example;
        try
        {
            example = JsonSerializer.Deserialize(line, ExampleJson.Lines.Example);
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path}, line {number}: not an example: {JsonMistake.Describe(error)}.", error);
        }

        if (example is not { Messages: [.., { Role: "user" }] } || example.Messages.Contains(null))
        {
            throw new InvalidDataException($"{path}, line {number}: 'messages' must end with a message of the user.");
        }

        return example.Thoughts.Contains(null)
            ? throw new InvalidDataException($"{path}, line {number}: 'thoughts' must be texts, not null.")
            : example;
    }
}
