using System.Text.Json;

namespace LightThinker.Server.Tests;

/// <summary>Takes a stream of server-sent events apart. Stateless.</summary>
internal static class SseReader
{
    private const string Prefix = "data: ";

    /// <summary>The data of all events, comments left out.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(HttpResponseMessage response)
    {
        string text = await response.Content.ReadAsStringAsync();
        Assert.EndsWith("\n\n", text, StringComparison.Ordinal);
        string[] events = text[..^2].Split("\n\n");
        Assert.All(events, item => Assert.True(IsData(item) || item == ": ping", item));
        return [.. events.Where(IsData).Select(item => item[Prefix.Length..])];

        static bool IsData(string item) => item.StartsWith(Prefix, StringComparison.Ordinal);
    }

    public static JsonElement Json(string data) => JsonDocument.Parse(data).RootElement;

    /// <summary>The first choice's delta.</summary>
    public static JsonElement Delta(string data) => Json(data).GetProperty("choices")[0].GetProperty("delta");

    /// <summary>All deltas' values of a property, joined.</summary>
    public static string Join(IEnumerable<string> events, string property) => string.Concat(events
        .Where(data => data != "[DONE]" && Json(data).GetProperty("choices").GetArrayLength() > 0)
        .Select(Delta)
        .Select(delta => delta.TryGetProperty(property, out JsonElement value) ? value.GetString() : ""));
}
