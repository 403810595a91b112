using System.Text.Json.Serialization;
using LightThinker.OpenAI.Generations;
using LightThinker.OpenAI.Inputs;

namespace LightThinker.OpenAI.Completions;

/// <summary>
/// The body of <c>POST /v1/completions</c> as it is on the wire, not yet validated. Immutable. Null means that the field was
/// left out or null.
/// </summary>
public sealed record CompletionRequest : GenerationFields
{
    /// <summary>
    /// What to go on with: a text, a list of texts, a list of token ids, or a list of such lists. Each gets answers of its
    /// own; an empty text, or none, begins a new document.
    /// </summary>
    [JsonPropertyName("prompt")]
    public TextInput? Prompt { get; init; }

    /// <summary>What comes after the text to write, for models that were trained to fill in.</summary>
    [JsonPropertyName("suffix")]
    public string? Suffix { get; init; }

    /// <summary>Whether the answer begins with the prompt.</summary>
    [JsonPropertyName("echo")]
    public bool? Echo { get; init; }

    /// <summary>How many answers to write to each prompt, of which the <c>n</c> likeliest are sent; at least <c>n</c>.</summary>
    [JsonPropertyName("best_of")]
    public int? BestOf { get; init; }

    /// <summary>How many of the likeliest tokens to list beside each token's log probability; 0 to 5.</summary>
    [JsonPropertyName("logprobs")]
    public int? Logprobs { get; init; }
}
