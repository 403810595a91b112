namespace LightThinker.Chat.Templates;

/// <summary>The template for models that bring none: ChatML, which most base and fine-tuned models have met. Immutable.</summary>
internal static class BuiltInTemplate
{
    public const string ChatMl =
        """
        {%- for message in messages -%}
        {{ '<|im_start|>' + message.role + '\n' + (message.content or '') + '<|im_end|>\n' }}
        {%- endfor -%}
        {%- if add_generation_prompt -%}
        {{ '<|im_start|>assistant\n' }}
        {%- endif -%}
        """;
}
