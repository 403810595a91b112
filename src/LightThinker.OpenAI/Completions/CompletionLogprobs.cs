using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Completions;

/// <summary>How likely the tokens of a text were, as arrays of one length. Immutable.</summary>
public sealed record CompletionLogprobs
{
    /// <summary>
    /// Texts of the tokens, control tokens by their names; one that is no text by itself as its bytes, such as
    /// <c>bytes:\xe2\x82</c>.
    /// </summary>
    [JsonPropertyName("tokens")]
    public required IReadOnlyList<string> Tokens { get; init; }

    /// <summary>Natural logarithms, by the model's own logits; null for the first token of a prompt.</summary>
    [JsonPropertyName("token_logprobs")]
    public required IReadOnlyList<double?> TokenLogprobs { get; init; }

    /// <summary>The likeliest tokens in each place, and the token itself; null for the first token of a prompt.</summary>
    [JsonPropertyName("top_logprobs")]
    public required IReadOnlyList<IReadOnlyDictionary<string, double>?> TopLogprobs { get; init; }

    /// <summary>Where each token begins, in characters (code points) from the start of the text.</summary>
    [JsonPropertyName("text_offset")]
    public required IReadOnlyList<int> TextOffset { get; init; }
}
