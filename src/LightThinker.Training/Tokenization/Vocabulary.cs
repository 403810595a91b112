using System.Text.Json.Serialization;

namespace LightThinker.Training.Tokenization;

/// <summary>A byte-level BPE vocabulary as it is stored. Immutable.</summary>
/// <param name="Tokens">Texts in the byte alphabet, by id, the special tokens last.</param>
/// <param name="Merges">Pairs in order of rank, each written with a space between its halves.</param>
/// <param name="SpecialCount">How many of the last tokens are special.</param>
internal sealed record Vocabulary(
    [property: JsonPropertyName("tokens")] IReadOnlyList<string> Tokens,
    [property: JsonPropertyName("merges")] IReadOnlyList<string> Merges,
    [property: JsonPropertyName("special_count")] int SpecialCount)
{
    /// <summary>Those of the special tokens that are text: whole words wherever they occur.</summary>
    [JsonPropertyName("words")]
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>How text is cut before merging.</summary>
    [JsonIgnore]
    public TextSplit Split { get; init; } = TextSplit.Gpt2;

    /// <summary>The name of <see cref="Split"/>, as it is stored.</summary>
    [JsonPropertyName("split")]
    public string SplitName
    {
        get => Split.Name;
        init => Split = TextSplit.Find(value);
    }

    [JsonIgnore]
    public int FirstSpecial => Tokens.Count - SpecialCount;

    /// <summary>A special token's id.</summary>
    /// <exception cref="InvalidDataException">There is none of that name.</exception>
    public int Special(string name)
    {
        for (int id = FirstSpecial; id < Tokens.Count; id++)
        {
            if (Tokens[id] == name)
            {
                return id;
            }
        }

        throw new InvalidDataException($"The vocabulary has no special token {name}.");
    }
}
