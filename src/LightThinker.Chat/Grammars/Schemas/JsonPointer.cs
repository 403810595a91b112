using System.Globalization;
using System.Text.Json;

namespace LightThinker.Chat.Grammars.Schemas;

/// <summary>JSON pointers in the fragment of a URI, <c>#/$defs/a</c>. Stateless and thread-safe.</summary>
internal static class JsonPointer
{
    /// <summary>Follows a pointer from the root of a document.</summary>
    /// <param name="root">The document.</param>
    /// <param name="fragment">What follows <c>#</c>; empty for the root.</param>
    /// <param name="path">The root's place; moved to that of what is found.</param>
    /// <returns>What it points to; null if there is nothing.</returns>
    public static JsonElement? Follow(JsonElement root, string fragment, ref SchemaPath path)
    {
        JsonElement element = root;
        foreach (string part in Uri.UnescapeDataString(fragment).Split('/').Skip(1))
        {
            string name = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (element.ValueKind == JsonValueKind.Array
                && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
                && index < element.GetArrayLength())
            {
                element = element[index];
            }
            else if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }

            path = path[name];
        }

        return element;
    }
}
