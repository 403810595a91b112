using System.Text.Json;
using LightThinker.Chat.Reasoning;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Phases;
using LightThinker.OpenAI.Chat;
using LightThinker.Server.Errors;
using LightThinker.Server.Hosting;
using LightThinker.Server.Options;

namespace LightThinker.Server.Generations;

/// <summary>Reads how long a request lets the model reason. Immutable and thread-safe.</summary>
internal sealed class ReasoningReader(Settings settings)
{
    private const string Effort = "reasoning_effort";
    private const string Budget = "thinking_budget_tokens";

    private static readonly JsonElement No = JsonSerializer.SerializeToElement(false);

    /// <param name="wire">A request without a <see cref="FindMistake">mistake</see>.</param>
    /// <param name="model">The served model.</param>
    /// <returns>The limit; null for none.</returns>
    public ReasoningLimit? Read(ChatCompletionRequest wire, ServedModel model)
    {
        int? asked = wire.ThinkingBudgetTokens ?? wire.ThinkingTokenBudget
            ?? (wire.ReasoningEffort is { } effort ? ReasoningEffort.Budgets[effort] : settings.Reasoning.BudgetTokens);
        return asked is { } tokens && model.Reasoning is { } format
            ? new ReasoningLimit(tokens, Closing(format, model.Vocabulary))
            : null;
    }

    /// <summary>The variables of the template, with those that models read for the effort.</summary>
    public static IReadOnlyDictionary<string, JsonElement>? TemplateArguments(ChatCompletionRequest wire)
    {
        if (wire.ReasoningEffort is not { } effort)
        {
            return wire.ChatTemplateKwargs;
        }

        var arguments = new Dictionary<string, JsonElement> { [Effort] = JsonSerializer.SerializeToElement(effort) };
        if (effort == ReasoningEffort.None)
        {
            // As Qwen's and DeepSeek's templates call it.
            arguments["enable_thinking"] = No;
            arguments["thinking"] = No;
        }

        foreach ((string name, JsonElement value) in wire.ChatTemplateKwargs ?? new Dictionary<string, JsonElement>())
        {
            arguments[name] = value;
        }

        return arguments;
    }

    /// <summary>The first mistake in the fields read here; null where there is none.</summary>
    public static ApiError? FindMistake(ChatCompletionRequest wire)
    {
        if (wire.ReasoningEffort is { } effort && !ReasoningEffort.Budgets.ContainsKey(effort))
        {
            return ApiError.InvalidValue(
                Effort,
                $"Invalid '{Effort}': '{effort}' is unknown; send one of {string.Join(", ", ReasoningEffort.Budgets.Keys)}.");
        }

        if (wire.ThinkingBudgetTokens is { } one && wire.ThinkingTokenBudget is { } other && one != other)
        {
            return ApiError.InvalidValue(
                "thinking_token_budget",
                $"'thinking_token_budget' and '{Budget}' are names of one parameter, but differ; send one of them.");
        }

        return (wire.ThinkingBudgetTokens ?? wire.ThinkingTokenBudget) is < 0 and var negative
            ? ApiError.InvalidValue(
                wire.ThinkingBudgetTokens is null ? "thinking_token_budget" : Budget,
                $"Invalid '{Budget}': {negative} is out of range; send at least 0.")
            : null;
    }

    // The text that says so, the delimiter that ends the reasoning, and what opens the answer.
    private Token[] Closing(ReasoningFormat format, IVocabulary vocabulary) =>
    [
        .. vocabulary.Tokenize(settings.Reasoning.BudgetText),
        .. Delimiter(format.Close, vocabulary),
        .. format.AnswerOpen is { } open ? Delimiter(open, vocabulary) : vocabulary.Tokenize("\n\n"),
    ];

    private static IReadOnlyList<Token> Delimiter(string text, IVocabulary vocabulary) =>
        vocabulary.Find(text) is { } token ? [token] : vocabulary.Tokenize(text);
}
