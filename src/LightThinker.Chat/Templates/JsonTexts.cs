using System.Text.Json;

namespace LightThinker.Chat.Templates;

/// <summary>The texts in a JSON value, names of properties included. Stateless and thread-safe.</summary>
internal static class JsonTexts
{
    /// <exception cref="ChatTemplateException">
    /// A text has half a surrogate pair (<c>\ud800</c>), which JSON can write but which is no character.
    /// </exception>
    public static void ForEach(JsonElement value, Action<string> see)
    {
        try
        {
            Visit(value, see);
        }
        catch (InvalidOperationException e)
        {
            throw new ChatTemplateException(
                ChatTemplateError.Argument,
                "messages: a text in the tools or calls has half of a surrogate pair; write the whole character.",
                e);
        }
    }

    private static void Visit(JsonElement value, Action<string> see)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                see(value.GetString()!);
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Visit(item, see);
                }

                break;
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    see(property.Name);
                    Visit(property.Value, see);
                }

                break;
        }
    }
}
