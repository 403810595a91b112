namespace LightThinker.Chat.Tests.Templates;

/// <summary>Templates written for these tests after the conventions of well-known model families.</summary>
internal static class ExampleTemplates
{
    public static readonly string[] ChatMlControls = ["<|im_start|>", "<|im_end|>", "<|endoftext|>"];

    public const string ChatMl =
        """
        {%- for message in messages %}
            {{- '<|im_start|>' + message['role'] + '\n' + message['content'] | trim + '<|im_end|>' + '\n' }}
        {%- endfor %}
        {%- if add_generation_prompt %}
            {{- '<|im_start|>assistant\n' }}
        {%- endif %}
        """;

    public const string HeaderStyle =
        """
        {{- bos_token }}
        {%- if messages[0]['role'] == 'system' %}
            {%- set system_text = messages[0]['content'] | trim %}
            {%- set messages = messages[1:] %}
        {%- else %}
            {%- set system_text = 'You answer briefly.' %}
        {%- endif %}
        {{- '<|start_header_id|>system<|end_header_id|>\n\n' + system_text + '<|eot_id|>' }}
        {%- for message in messages %}
            {{- '<|start_header_id|>' + message['role'] + '<|end_header_id|>\n\n' + message['content'] | trim + '<|eot_id|>' }}
        {%- endfor %}
        {%- if add_generation_prompt %}
            {{- '<|start_header_id|>assistant<|end_header_id|>\n\n' }}
        {%- endif %}
        """;

    /// <summary>Shows reasoning after the last user message only; opens an empty one where thinking is switched off.</summary>
    public const string Thinking =
        """
        {%- set ns = namespace(last_user=0) %}
        {%- for message in messages %}
            {%- if message.role == 'user' %}{% set ns.last_user = loop.index0 %}{% endif %}
        {%- endfor %}
        {%- for message in messages %}
            {%- set content = message.content %}
            {%- set reasoning = '' %}
            {%- if message.role == 'assistant' %}
                {%- if message.reasoning_content is string %}
                    {%- set reasoning = message.reasoning_content %}
                {%- elif '</think>' in content %}
                    {%- set reasoning = content.split('</think>')[0].split('<think>')[-1].strip('\n') %}
                    {%- set content = content.split('</think>')[-1].lstrip('\n') %}
                {%- endif %}
            {%- endif %}
            {{- '<|im_start|>' + message.role + '\n' }}
            {%- if reasoning and loop.index0 > ns.last_user %}
                {{- '<think>\n' + reasoning + '\n</think>\n\n' }}
            {%- endif %}
            {{- content + '<|im_end|>\n' }}
        {%- endfor %}
        {%- if add_generation_prompt %}
            {{- '<|im_start|>assistant\n' }}
            {%- if enable_thinking is defined and enable_thinking is false %}
                {{- '<think>\n\n</think>\n\n' }}
            {%- endif %}
        {%- endif %}
        """;

    public const string WithoutSystem =
        """
        {{- bos_token }}
        {%- for message in messages %}
            {%- if message.role == 'system' %}
                {{- raise_exception('This model knows no system role') }}
            {%- endif %}
            {%- if (message.role == 'user') != (loop.index0 % 2 == 0) %}
                {{- raise_exception('Roles must alternate user/assistant/user/assistant/...') }}
            {%- endif %}
            {{- '<turn>' + ('model' if message.role == 'assistant' else message.role) + '\n' + message.content + '</turn>\n' }}
        {%- endfor %}
        {%- if add_generation_prompt %}{{ '<turn>model\n' }}{% endif %}
        """;

    public const string Dated = "Today is {{ strftime_now('%A, %d %B %Y') }}.{{ messages[0].content }}";

    /// <summary>Builds its markers from the role.</summary>
    public const string RoleMarkers =
        "{% for message in messages %}{{ '<|' + message.role + '|>' + message.content + '<|end|>' }}{% endfor %}";
}
