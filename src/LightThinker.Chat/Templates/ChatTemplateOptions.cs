using LightThinker.Chat.Reasoning;

namespace LightThinker.Chat.Templates;

/// <summary>What a template needs to know of its model and its host. Immutable.</summary>
public sealed record ChatTemplateOptions
{
    /// <summary>Text of the model's begin-of-text token, the template's <c>bos_token</c>; empty where it has none.</summary>
    public string BosText { get; init; } = "";

    /// <summary>Text of the model's end-of-text token, the template's <c>eos_token</c>; empty where it has none.</summary>
    public string EosText { get; init; } = "";

    /// <summary>
    /// Texts of the model's control tokens, which content must not produce. Texts of a single character are ignored:
    /// they are always text.
    /// </summary>
    public IReadOnlyCollection<string> ControlTexts { get; init; } = [];

    /// <summary>By which reasoning is taken out of the content of earlier assistant messages; null leaves it in.</summary>
    public ReasoningFormat? Reasoning { get; init; }

    /// <summary>The clock of <c>strftime_now</c>.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public ChatTemplateLimits Limits { get; init; } = new();
}
