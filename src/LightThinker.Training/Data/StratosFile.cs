using System.Text.Json;
using System.Text.Json.Nodes;

namespace LightThinker.Training.Data;

/// <summary>
/// Reads conversations in the form of Bespoke-Stratos-17k: JSONL with <c>system</c> and <c>conversations</c>, whose assistant turns
/// hold a thought section and a solution section. Thread-safe.
/// </summary>
internal static class StratosFile
{
    private const string ThoughtStart = "<|begin_of_thought|>";
    private const string ThoughtEnd = "<|end_of_thought|>";
    private const string SolutionStart = "<|begin_of_solution|>";
    private const string SolutionEnd = "<|end_of_solution|>";

    /// <summary>One example for each line: its last assistant turn, thoughts split at blank lines.</summary>
    /// <exception cref="InvalidDataException">A line has another form; the message names file, line and field.</exception>
    public static IEnumerable<Example> Read(string path)
    {
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return Parse(line, $"{path}, line {number}");
            }
        }
    }

    private static Example Parse(string line, string where)
    {
        JsonNode? json;
        try
        {
            json = JsonNode.Parse(line);
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{where}: not JSON: {JsonMistake.Describe(error)}.", error);
        }

        if (json is not JsonObject item || item["conversations"] is not JsonArray turns)
        {
            throw new InvalidDataException($"{where}: the field 'conversations' is missing or no list.");
        }

        var messages = new List<ChatMessage>();
        if (item["system"] is not null && Text(item, "system", where) is { Length: > 0 } system)
        {
            messages.Add(new ChatMessage("system", system));
        }

        foreach (var turn in turns)
        {
            messages.Add(new ChatMessage(RoleOf(turn, where), Text(turn, "value", where)));
        }

        if (messages is not [.., { Role: "user" }, { Role: "assistant" } last])
        {
            throw new InvalidDataException($"{where}: 'conversations' must end with a user's and an assistant's turn.");
        }

        string response = Section(last.Content, SolutionStart, SolutionEnd, where);
        return new Example
        {
            Family = "stratos",
            Steps = 0,
            Split = "train",
            Messages = messages[..^1],
            Thoughts = SplitThoughts(Section(last.Content, ThoughtStart, ThoughtEnd, where)),
            Response = response,
            Answer = "",
        };
    }

    private static string[] SplitThoughts(string section) => section
        .Replace("\r\n", "\n", StringComparison.Ordinal)
        .Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string RoleOf(JsonNode? turn, string where) => Text(turn, "from", where) switch
    {
        "user" or "human" => "user",
        "assistant" or "gpt" => "assistant",
        var other => throw new InvalidDataException($"{where}: 'from' is '{other}'; it must be user or assistant."),
    };

    private static string Text(JsonNode? turn, string field, string where) =>
        turn is JsonObject item && item[field] is JsonValue value && value.TryGetValue(out string? text)
            ? text
            : throw new InvalidDataException($"{where}: the text '{field}' is missing.");

    private static string Section(string text, string start, string end, string where)
    {
        int from = text.IndexOf(start, StringComparison.Ordinal);
        int to = text.LastIndexOf(end, StringComparison.Ordinal);
        return from >= 0 && to >= from + start.Length
            ? text[(from + start.Length)..to].Trim()
            : throw new InvalidDataException($"{where}: the assistant's turn has no section {start} … {end}.");
    }
}
