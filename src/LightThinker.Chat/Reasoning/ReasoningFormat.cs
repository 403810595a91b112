namespace LightThinker.Chat.Reasoning;

/// <summary>The delimiters by which a model sets its reasoning apart. Immutable and thread-safe.</summary>
/// <param name="Open">Begins the reasoning; a control token's text or plain text.</param>
/// <param name="Close">Ends it.</param>
/// <param name="AnswerOpen">Begins the answer, where the model delimits that too.</param>
/// <param name="AnswerClose">Ends the answer, where the model delimits that too.</param>
/// <exception cref="ArgumentException">A delimiter of the reasoning is empty.</exception>
public sealed record ReasoningFormat(string Open, string Close, string? AnswerOpen = null, string? AnswerClose = null)
{
    public string Open { get; } = NotEmpty(Open, nameof(Open));

    public string Close { get; } = NotEmpty(Close, nameof(Close));

    /// <summary>The formats that are detected, the more specific first; docs/chat-templates.md names the models.</summary>
    public static IReadOnlyList<ReasoningFormat> Known { get; } =
    [
        new("<|begin_of_thought|>", "<|end_of_thought|>", "<|begin_of_solution|>", "<|end_of_solution|>"),
        new("<think>", "</think>"),
        new("[THINK]", "[/THINK]"),
        new("<|START_THINKING|>", "<|END_THINKING|>", "<|START_RESPONSE|>", "<|END_RESPONSE|>"),
        new("<seed:think>", "</seed:think>"),
    ];

    /// <summary>Finds the model's format; null where nothing suggests that it reasons.</summary>
    /// <param name="template">The model's chat template; null where it has none.</param>
    /// <param name="hasToken">Whether the vocabulary has a control or user-defined token of exactly this text.</param>
    /// <remarks>
    /// What the template itself writes or takes apart says most; a vocabulary may hold delimiters of a base model that were
    /// not trained. Without such a template, both delimiters must be tokens: a mere text proves nothing.
    /// </remarks>
    public static ReasoningFormat? Detect(string? template, Func<string, bool> hasToken)
    {
        var inVocabulary = Known.Where(format => hasToken(format.Open) && hasToken(format.Close)).ToArray();
        return inVocabulary.FirstOrDefault(format => format.IsIn(template))
            ?? inVocabulary.FirstOrDefault()
            ?? Known.FirstOrDefault(format => format.IsIn(template));
    }

    /// <summary>Whether a rendered prompt ends inside the reasoning: by its opening delimiter and nothing but whitespace.</summary>
    public bool StartsInReasoning(string renderedPrompt) =>
        renderedPrompt.AsSpan().TrimEnd().EndsWith(Open, StringComparison.Ordinal);

    private bool IsIn(string? template) =>
        template is not null
        && (template.Contains(Open, StringComparison.Ordinal) || template.Contains(Close, StringComparison.Ordinal));

    private static string NotEmpty(string text, string name) =>
        text.Length > 0 ? text : throw new ArgumentException("A reasoning delimiter must not be empty.", name);
}
