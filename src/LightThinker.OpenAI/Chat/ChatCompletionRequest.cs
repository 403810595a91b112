using System.Text.Json;
using System.Text.Json.Serialization;
using LightThinker.OpenAI.Generations;

namespace LightThinker.OpenAI.Chat;

/// <summary>
/// The body of <c>POST /v1/chat/completions</c> as it is on the wire, not yet validated. Immutable. Null means that the
/// field was left out or null.
/// </summary>
public sealed record ChatCompletionRequest : GenerationFields
{
    /// <summary>The conversation so far; at least one message. Required.</summary>
    [JsonPropertyName("messages")]
    public IReadOnlyList<ChatMessage>? Messages { get; init; }

    /// <summary>Most tokens to write, reasoning included.</summary>
    [JsonPropertyName("max_completion_tokens")]
    public int? MaxCompletionTokens { get; init; }

    /// <summary>Extension: variables that the model's chat template reads, such as <c>enable_thinking</c>.</summary>
    [JsonPropertyName("chat_template_kwargs")]
    public IReadOnlyDictionary<string, JsonElement>? ChatTemplateKwargs { get; init; }

    /// <summary>Whether the tokens of the answer come with their log probabilities.</summary>
    [JsonPropertyName("logprobs")]
    public bool? Logprobs { get; init; }

    /// <summary>How many of the likeliest tokens to list beside each; 0 to 20, only with <c>logprobs: true</c>.</summary>
    [JsonPropertyName("top_logprobs")]
    public int? TopLogprobs { get; init; }

    /// <summary>Tools that the model may call.</summary>
    [JsonPropertyName("tools")]
    public IReadOnlyList<ToolDefinition?>? Tools { get; init; }

    /// <summary><c>none</c>, <c>auto</c>, <c>required</c> or an object that names a function.</summary>
    [JsonPropertyName("tool_choice")]
    public JsonElement? ToolChoice { get; init; }

    /// <summary>Whether the model may call several tools at once; true by default.</summary>
    [JsonPropertyName("parallel_tool_calls")]
    public bool? ParallelToolCalls { get; init; }

    /// <summary>How much to reason: <c>none</c>, <c>minimal</c>, <c>low</c>, <c>medium</c>, <c>high</c>, <c>xhigh</c> or <c>max</c>.</summary>
    [JsonPropertyName("reasoning_effort")]
    public string? ReasoningEffort { get; init; }

    /// <summary>Extension: most tokens of reasoning, at least 0.</summary>
    [JsonPropertyName("thinking_budget_tokens")]
    public int? ThinkingBudgetTokens { get; init; }

    /// <summary>Extension: another name for <c>thinking_budget_tokens</c>.</summary>
    [JsonPropertyName("thinking_token_budget")]
    public int? ThinkingTokenBudget { get; init; }

    /// <summary>Extension: whether to open the assistant's turn behind the messages; true by default.</summary>
    [JsonPropertyName("add_generation_prompt")]
    public bool? AddGenerationPrompt { get; init; }

    /// <summary>Extension: whether to go on with the last message, an assistant's, instead of answering it.</summary>
    [JsonPropertyName("continue_final_message")]
    public bool? ContinueFinalMessage { get; init; }
}
