namespace LightThinker.Training.Export;

/// <summary>The chat template that an exported file carries: plain ChatML. Immutable.</summary>
internal static class ChatTemplate
{
    public const string ChatMl =
        "{%- for message in messages %}" +
        "{{- '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>\\n' }}" +
        "{%- endfor %}" +
        "{%- if add_generation_prompt %}{{- '<|im_start|>assistant\\n' }}{%- endif %}";
}
