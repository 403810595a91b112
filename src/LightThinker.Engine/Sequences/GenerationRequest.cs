using LightThinker.Engine.Compression;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Grammars;
using LightThinker.Engine.Phases;
using LightThinker.Engine.Sampling;

namespace LightThinker.Engine.Sequences;

/// <summary>One validated request for text. Immutable.</summary>
public sealed record GenerationRequest
{
    /// <summary>The caller's name for the request; the engine only carries it.</summary>
    public required string Id { get; init; }

    /// <summary>At least one token.</summary>
    public required IReadOnlyList<Token> Prompt { get; init; }

    /// <summary>Most tokens to sample; at least 1, or 0 where the prompt is reported. Forced tokens (cache and resume) do not count.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>Answers to write, at least 1; they share the prompt's cells, and each draws with a seed of its own.</summary>
    public int Choices { get; init; } = 1;

    public SamplingOptions Sampling { get; init; } = new();

    /// <summary>The answer ends before the first of these to appear in it; none is empty.</summary>
    public IReadOnlyList<string> StopStrings { get; init; } = [];

    /// <summary>Tokens to sample before the generation may end by itself, at least 0.</summary>
    public int MinTokens { get; init; }

    /// <summary>Whether the model may not end the generation at all.</summary>
    public bool IgnoresEnd { get; init; }

    /// <summary>
    /// How many likely tokens to report beside each sampled one, 0 … 20; null reports no tokens. Reported are log
    /// probabilities of the model's own logits, before any mask, bias, penalty or temperature; forced tokens never are.
    /// </summary>
    public int? TopLogprobs { get; init; }

    /// <summary>
    /// How many likely tokens to report beside each token of the prompt, 0 … 20; null reports none of them. As for sampled
    /// tokens, the logits are the model's own. The prompt is then read more slowly.
    /// </summary>
    public int? PromptLogprobs { get; init; }

    /// <summary>What the answer must match; null leaves it free.</summary>
    public OutputConstraint? Constraint { get; init; }

    /// <summary>How long it may reason; null for as long as it likes.</summary>
    public ReasoningLimit? ReasoningLimit { get; init; }

    /// <summary>Control tokens whose name is written like text, such as those around tool calls.</summary>
    public IReadOnlySet<Token> VisibleTokens { get; init; } = new HashSet<Token>();

    public required EvictionProfile Compression { get; init; }

    /// <summary>The delimiters of this model's output.</summary>
    public IReadOnlyList<PhaseMarker> PhaseMarkers { get; init; } = [];

    /// <summary>The phase the prompt leaves the model in: reasoning where the template has opened it already.</summary>
    public Phase StartPhase { get; init; } = Phase.Answer;
}
