using System.Globalization;
using System.Text.Json;

namespace LightThinker.Server.Requests;

/// <summary>Walks the paths that the serializer reports, such as <c>$.messages[0].content</c>. Stateless.</summary>
internal static class JsonPath
{
    /// <summary>A path's steps: property names and, in brackets, indices.</summary>
    public static IReadOnlyList<string> Split(string path)
    {
        var steps = new List<string>();
        int at = 1;
        while (at < path.Length)
        {
            int end;
            if (path.AsSpan(at).StartsWith("['"))
            {
                end = path.IndexOf("']", at, StringComparison.Ordinal);
                end = end < 0 ? path.Length : end + 2;
                steps.Add(path[(at + 2)..Math.Max(at + 2, end - 2)]);
            }
            else
            {
                int start = path[at] == '.' ? at + 1 : at;
                int name = start < path.Length && path[start] == '[' ? start + 1 : start;
                end = path.AsSpan(name).IndexOfAny('.', '[');
                end = end < 0 ? path.Length : name + end;
                steps.Add(path[start..end]);
            }

            at = end;
        }

        return steps;
    }

    /// <summary>The value at a path; null where there is none.</summary>
    public static JsonElement? Find(JsonElement root, string path) => Find(root, Split(path));

    /// <summary>Whether the property at a path comes more than once beside itself.</summary>
    public static bool IsRepeated(JsonElement root, string path)
    {
        IReadOnlyList<string> steps = Split(path);
        return steps.Count > 0 &&
            Find(root, steps.SkipLast(1)) is { ValueKind: JsonValueKind.Object } parent &&
            parent.EnumerateObject().Count(property => property.NameEquals(steps[^1])) > 1;
    }

    /// <summary>Whether a step is an index such as <c>[3]</c>.</summary>
    public static bool IsIndex(string step, out int index)
    {
        index = 0;
        return step.Length > 2 && step[0] == '[' && step[^1] == ']' &&
            int.TryParse(step.AsSpan(1, step.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out index);
    }

    private static JsonElement? Find(JsonElement root, IEnumerable<string> steps)
    {
        JsonElement value = root;
        foreach (string step in steps)
        {
            if (value.ValueKind == JsonValueKind.Object)
            {
                // A property may be named like an index.
                if (!value.TryGetProperty(step, out value))
                {
                    return null;
                }
            }
            else if (value.ValueKind == JsonValueKind.Array && IsIndex(step, out int index) && index < value.GetArrayLength())
            {
                value = value[index];
            }
            else
            {
                return null;
            }
        }

        return value;
    }
}
