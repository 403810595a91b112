using System.Text.Json;
using System.Text.Json.Nodes;
using LightThinker.Training.Tokenization;

namespace LightThinker.Training.HuggingFace;

/// <summary>Reads a byte-level BPE <c>tokenizer.json</c>. Thread-safe.</summary>
internal static class HuggingFaceTokenizer
{
    /// <param name="path">The file.</param>
    /// <param name="split">How its model family cuts text.</param>
    /// <param name="cacheTokens">
    /// LightThinker's tokens are appended, in the public checkpoints' order, where they are missing; then those of ChatML.
    /// </param>
    /// <exception cref="InvalidDataException">The tokenizer is of another kind, or its ids have gaps.</exception>
    public static Vocabulary Read(string path, TextSplit split, int cacheTokens)
    {
        JsonNode json;
        try
        {
            json = JsonNode.Parse(File.ReadAllText(path)) ?? throw new InvalidDataException($"{path} is empty.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path} is not JSON: {error.Message}", error);
        }

        if (json["model"]?["type"]?.GetValue<string>() != "BPE" || json["model"]?["vocab"] is not JsonObject vocab)
        {
            throw new InvalidDataException($"{path}: only byte-level BPE tokenizers can be read ('model.type' BPE with a 'vocab').");
        }

        var byId = vocab.ToDictionary(pair => pair.Value.Required<int>(), pair => pair.Key);
        int plain = byId.Count;
        string[] own = [.. SpecialTokens.Published(cacheTokens), .. SpecialTokens.ChatMl];
        HashSet<string> words = [SpecialTokens.BlankLine];
        foreach (var added in json["added_tokens"]?.AsArray() ?? [])
        {
            string text = (added?["content"]).Required<string>();
            byId[(added?["id"]).Required<int>()] = text;
            // Delimiters and cache tokens are control tokens whatever the file says: a user's text must not be able to write them.
            if (added?["special"] is { } isSpecial && !isSpecial.GetValue<bool>() && !own.Contains(text))
            {
                words.Add(text);
            }
        }

        string[] tokens = [.. Enumerable.Range(0, byId.Count).Select(id => byId.TryGetValue(id, out string? text)
            ? text
            : throw new InvalidDataException($"{path}: no token has the id {id}; ids must be without gaps."))];
        string[] special = [.. own.Where(name => !tokens.Contains(name))];
        string[] merges = [.. (json["model"]!["merges"] as JsonArray ?? []).Select(Merge)];
        return new Vocabulary([.. tokens, .. special], merges, tokens.Length - plain + special.Length)
        {
            Split = split,
            Words = [.. tokens[plain..].Concat(special).Where(words.Contains)],
        };
    }

    // Older files write "a b", newer ones ["a", "b"].
    private static string Merge(JsonNode? merge) => merge is JsonArray pair ? $"{pair[0]} {pair[1]}" : merge.Required<string>();
}
