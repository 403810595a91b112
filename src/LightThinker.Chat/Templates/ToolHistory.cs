using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LightThinker.Chat.Templates;

/// <summary>Gives a template earlier calls in the form that it wants. Stateless and thread-safe.</summary>
internal static class ToolHistory
{
    private const int ShortIdLength = 9;
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    /// <summary>Whether a conversation has calls or answers to them.</summary>
    public static bool IsIn(IReadOnlyList<ChatMessage> messages) =>
        messages.Any(message => message.ToolCalls is not null || message.ToolCallId is not null);

    /// <summary>
    /// Brings arguments, contents and ids into the wanted form, and gives answers the name of the function they come from.
    /// What is not in OpenAI's form stays as it is.
    /// </summary>
    /// <exception cref="ChatTemplateException">A text in a call is no text.</exception>
    public static IReadOnlyList<ChatMessage> Prepare(IReadOnlyList<ChatMessage> messages, ToolSupport support)
    {
        var names = new Dictionary<string, string>();
        var prepared = new List<ChatMessage>(messages.Count);
        foreach (var message in messages)
        {
            if (message.ToolCalls is { } texts)
            {
                JsonTexts.ForEach(texts, static _ => { });
            }

            NoteNames(message, names);
            prepared.Add(message with
            {
                Content = message is { Content: null, ToolCalls: not null } && support.EmptyContent ? "" : message.Content,
                Name = message.Name ?? NameOf(message.ToolCallId, names),
                ToolCallId = message.ToolCallId is { } id ? Id(id, support) : null,
                ToolCalls = message.ToolCalls is { } calls ? Calls(calls, support) : null,
            });
        }

        return prepared;
    }

    private static void NoteNames(ChatMessage message, Dictionary<string, string> names)
    {
        if (message.ToolCalls is not { ValueKind: JsonValueKind.Array } calls)
        {
            return;
        }

        foreach (var call in calls.EnumerateArray())
        {
            if (Text(call, "id") is { } id && Member(call, "function") is { } function && Text(function, "name") is { } name)
            {
                names[id] = name;
            }
        }
    }

    private static string? NameOf(string? id, Dictionary<string, string> names) =>
        id is not null && names.TryGetValue(id, out var name) ? name : null;

    private static JsonElement Calls(JsonElement calls, ToolSupport support)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, calls, support, depth: 0, name: "");
        }

        // Deeper than a request may be by what the arguments were wrapped in.
        using var document = JsonDocument.Parse(buffer.WrittenMemory, new JsonDocumentOptions { MaxDepth = 128 });
        return document.RootElement.Clone();
    }

    /// <summary>Copies calls; what is to change is known by its name and how deep it lies.</summary>
    private static void Write(Utf8JsonWriter writer, JsonElement value, ToolSupport support, int depth, string name)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array when depth == 0:
                writer.WriteStartArray();
                foreach (var call in value.EnumerateArray())
                {
                    Write(writer, call, support, 1, name);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.Object when depth == 1 || (depth == 2 && name == "function"):
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject())
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value, support, depth + 1, property.Name);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.String when depth == 2 && name == "id":
                writer.WriteStringValue(Id(value.GetString()!, support));
                break;
            case JsonValueKind.String when depth == 3 && name == "arguments" && support.ArgumentsAsObject:
                writer.WriteRawValue(AsObject(value.GetString()!) ?? value.GetRawText());
                break;
            case JsonValueKind.Object when depth == 3 && name == "arguments" && !support.ArgumentsAsObject:
                writer.WriteStringValue(value.GetRawText());
                break;
            default:
                writer.WriteRawValue(value.GetRawText());
                break;
        }
    }

    /// <summary>The text itself where it is a JSON object; an empty one for no text; else null.</summary>
    private static string? AsObject(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "{}";
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object ? text : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The same short id for the same long one, so that an answer still finds its call.</summary>
    private static string Id(string id, ToolSupport support)
    {
        if (!support.ShortIds || (id.Length == ShortIdLength && id.All(char.IsAsciiLetterOrDigit)))
        {
            return id;
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(id));
        return string.Concat(hash.Take(ShortIdLength).Select(value => Alphabet[value % Alphabet.Length]));
    }

    private static JsonElement? Member(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) ? member : null;

    private static string? Text(JsonElement value, string name) =>
        Member(value, name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;
}
