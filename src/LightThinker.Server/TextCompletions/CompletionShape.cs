namespace LightThinker.Server.TextCompletions;

/// <summary>What an answer consists of. Immutable.</summary>
/// <param name="Prompts">At least one.</param>
/// <param name="Choices">Texts that are written to each prompt, at least 1.</param>
/// <param name="Sent">How many of those are sent: the likeliest.</param>
internal sealed record CompletionShape(IReadOnlyList<CompletionPrompt> Prompts, int Choices, int Sent)
{
    /// <summary>Whether each text begins with its prompt.</summary>
    public bool Echoes { get; init; }

    /// <summary>Whether log probabilities were asked for.</summary>
    public bool HasLogprobs { get; init; }

    /// <summary>Whether token ids were asked for.</summary>
    public bool HasTokenIds { get; init; }

    /// <summary>Whether a stream ends with a report of usage.</summary>
    public bool StreamsUsage { get; init; }
}
