using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Tokens;

/// <summary>The tokens of a text or prompt. Immutable.</summary>
public sealed record TokenList
{
    /// <summary>Number of tokens.</summary>
    [JsonPropertyName("count")]
    public required int Count { get; init; }

    /// <summary>Most tokens of prompt and answer that can be held at once without compression.</summary>
    [JsonPropertyName("max_model_len")]
    public required int MaxModelLen { get; init; }

    /// <summary>
    /// Ids; where pieces were asked for, objects of <c>id</c> and <c>piece</c>, which is a text, or a list of bytes where it
    /// is none.
    /// </summary>
    [JsonPropertyName("tokens")]
    public required JsonArray Tokens { get; init; }

    /// <summary>Texts of the tokens; left out unless asked for.</summary>
    [JsonPropertyName("token_strs")]
    public IReadOnlyList<string>? TokenStrs { get; init; }
}
