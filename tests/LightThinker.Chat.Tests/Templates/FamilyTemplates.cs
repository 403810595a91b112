namespace LightThinker.Chat.Tests.Templates;

/// <summary>
/// One template for each model family's way with tools, system messages and thinking, written for these tests.
/// </summary>
internal static class FamilyTemplates
{
    /// <summary>ChatML with tools in the system turn, calls in tags, a switch for thinking; takes arguments in any form.</summary>
    public const string Tags =
        """
        {%- macro turn(role, text) -%}
        {{ '<|im_start|>' ~ role ~ '\n' ~ text ~ '<|im_end|>\n' }}
        {%- endmacro -%}
        {%- set ns = namespace(system='', answers='') -%}
        {%- if messages and messages[0].role in ['system', 'developer'] -%}
            {%- set ns.system = messages[0].content -%}
            {%- set messages = messages[1:] -%}
        {%- endif -%}
        {%- if tools -%}
            {%- set ns.system = ns.system ~ '\nTools:' -%}
            {%- for tool in tools -%}{%- set ns.system = ns.system ~ '\n' ~ (tool | tojson) -%}{%- endfor -%}
        {%- endif -%}
        {%- if ns.system -%}{{ turn('system', ns.system) }}{%- endif -%}
        {%- for message in messages -%}
            {%- if message.role == 'tool' -%}
                {%- set ns.answers = ns.answers ~ '\n<tool_response>\n' ~ message.content ~ '\n</tool_response>' -%}
                {%- if loop.last or messages[loop.index0 + 1].role != 'tool' -%}
                    {{ turn('user', ns.answers | trim) }}
                    {%- set ns.answers = '' -%}
                {%- endif -%}
            {%- elif message.role == 'assistant' -%}
                {{- '<|im_start|>assistant\n' -}}
                {%- if message.reasoning_content and loop.last -%}
                    {{- '<think>\n' ~ message.reasoning_content ~ '\n</think>\n\n' -}}
                {%- endif -%}
                {{- message.content or '' -}}
                {%- for call in message.tool_calls or [] -%}
                    {%- set f = call.function -%}
                    {{- '\n' if message.content or not loop.first else '' -}}
                    {{- '<tool_call>\n{"name": "' ~ f.name ~ '", "arguments": ' -}}
                    {{- f.arguments if f.arguments is string else f.arguments | tojson -}}
                    {{- '}\n</tool_call>' -}}
                {%- endfor -%}
                {{- '<|im_end|>\n' -}}
            {%- else -%}
                {{ turn(message.role, message.content) }}
            {%- endif -%}
        {%- endfor -%}
        {%- if add_generation_prompt -%}
            {{- '<|im_start|>assistant\n' -}}
            {%- if enable_thinking is defined and not enable_thinking -%}{{- '<think>\n\n</think>\n\n' -}}{%- endif -%}
        {%- endif -%}
        """;

    /// <summary>Header tokens; tools in the first user turn; one call a turn, its arguments by tojson.</summary>
    public const string Headers =
        """
        {%- macro head(role) -%}{{ '<|start_header_id|>' ~ role ~ '<|end_header_id|>\n\n' }}{%- endmacro -%}
        {{- bos_token -}}
        {%- set ns = namespace(told=false) -%}
        {%- for message in messages -%}
            {%- if message.tool_calls is defined -%}
                {%- if message.tool_calls | length > 1 -%}{{ raise_exception('One call at a time, please') }}{%- endif -%}
                {%- set f = message.tool_calls[0].function -%}
                {{- head('assistant') ~ '{"name": "' ~ f.name ~ '", "parameters": ' ~ (f.arguments | tojson) ~ '}<|eot_id|>' -}}
            {%- elif message.role == 'tool' -%}
                {{- head('ipython') ~ (message.content | tojson) ~ '<|eot_id|>' -}}
            {%- else -%}
                {{- head(message.role) -}}
                {%- if message.role == 'user' and tools is not none and not ns.told -%}
                    {%- set ns.told = true -%}
                    {%- for tool in tools %}{{ tool | tojson(indent=4) ~ '\n\n' }}{% endfor -%}
                {%- endif -%}
                {{- message.content | trim ~ '<|eot_id|>' -}}
            {%- endif -%}
        {%- endfor -%}
        {%- if add_generation_prompt -%}{{ head('assistant') }}{%- endif -%}
        """;

    /// <summary>Bracket tokens, no system role, strict alternation, ids of nine characters, calls as one array.</summary>
    public const string Brackets =
        """
        {{- bos_token -}}
        {%- set ns = namespace(system='', users=0) -%}
        {%- for message in messages -%}
            {%- if message.role == 'system' -%}
                {%- set ns.system = message.content ~ '\n\n' -%}
            {%- elif message.role == 'user' -%}
                {%- if loop.last and tools -%}{{ '[AVAILABLE_TOOLS]' ~ (tools | tojson) ~ '[/AVAILABLE_TOOLS]' }}{%- endif -%}
                {{- '[INST]' ~ ns.system ~ message.content ~ '[/INST]' -}}
                {%- set ns.system = '' -%}
            {%- elif message.tool_calls -%}
                {{- '[TOOL_CALLS][' -}}
                {%- for call in message.tool_calls -%}
                    {%- if call.id | length != 9 -%}{{ raise_exception('Call ids have nine characters') }}{%- endif -%}
                    {{- '{"name": "' ~ call.function.name ~ '", "arguments": ' ~ (call.function.arguments | tojson) -}}
                    {{- ', "id": "' ~ call.id ~ '"}' ~ (']' ~ eos_token if loop.last else ', ') -}}
                {%- endfor -%}
            {%- elif message.role == 'tool' -%}
                {{- '[TOOL_RESULTS]{"content": ' ~ (message.content | tojson) ~ ', "call_id": "' ~ message.tool_call_id -}}
                {{- '"}[/TOOL_RESULTS]' -}}
            {%- else -%}
                {{- ' ' ~ message.content ~ eos_token -}}
            {%- endif -%}
        {%- endfor -%}
        """;

    /// <summary>Wide bars; no content means calls, whose arguments are joined as text; opens the thinking.</summary>
    public const string WideBars =
        """
        {{- bos_token -}}
        {%- for message in messages -%}
            {%- if message.role == 'system' -%}{{ message.content }}
            {%- elif message.role == 'user' -%}{{ '<｜User｜>' + message.content }}
            {%- elif message.role == 'tool' -%}
                {{- '<｜tool▁outputs▁begin｜>' + message.content + '<｜tool▁outputs▁end｜>' -}}
            {%- elif message.content is none -%}
                {{- '<｜Assistant｜><｜tool▁calls▁begin｜>' -}}
                {%- for call in message.tool_calls -%}
                    {{- '<｜tool▁call▁begin｜>' + call.type + '<｜tool▁sep｜>' + call.function.name -}}
                    {{- '\n```json\n' + call.function.arguments + '\n```<｜tool▁call▁end｜>' -}}
                    {{- '' if loop.last else '\n' -}}
                {%- endfor -%}
                {{- '<｜tool▁calls▁end｜><｜end▁of▁sentence｜>' -}}
            {%- else -%}
                {{- '<｜Assistant｜>' + message.content.split('</think>')[-1] + '<｜end▁of▁sentence｜>' -}}
            {%- endif -%}
        {%- endfor -%}
        {%- if add_generation_prompt -%}{{ '<｜Assistant｜><think>\n' }}{%- endif -%}
        """;

    /// <summary>Channels; calls go to a recipient, and their answers come from it by name.</summary>
    public const string Channels =
        """
        {%- for tool in tools or [] -%}
            {%- if loop.first -%}{{ '<|start|>developer<|message|>' }}{%- endif -%}
            {{- 'type ' ~ tool.function.name ~ ' = (' ~ (tool.function.parameters | tojson) ~ ')\n' -}}
            {%- if loop.last -%}{{ '<|end|>' }}{%- endif -%}
        {%- endfor -%}
        {%- for message in messages -%}
            {%- if message.role == 'assistant' and message.tool_calls -%}
                {%- for call in message.tool_calls -%}
                    {{- '<|start|>assistant<|channel|>commentary to=functions.' ~ call.function.name -}}
                    {{- ' <|constrain|>json<|message|>' ~ (call.function.arguments | tojson) ~ '<|call|>' -}}
                {%- endfor -%}
            {%- elif message.role == 'assistant' -%}
                {{- '<|start|>assistant<|channel|>final<|message|>' ~ message.content ~ '<|end|>' -}}
            {%- elif message.role == 'tool' -%}
                {{- '<|start|>functions.' ~ message.name ~ ' to=assistant<|channel|>commentary<|message|>' -}}
                {{- (message.content | tojson) ~ '<|end|>' -}}
            {%- else -%}
                {{- '<|start|>' ~ message.role ~ '<|message|>' ~ message.content ~ '<|end|>' -}}
            {%- endif -%}
        {%- endfor -%}
        {%- if add_generation_prompt -%}{{ '<|start|>assistant' }}{%- endif -%}
        """;

    /// <summary>Joins content to calls without asking whether there is any, and writes arguments as elements.</summary>
    public const string Elements =
        """
        {%- for message in messages -%}
            {{- '<' ~ message.role ~ '>' + message.content -}}
            {%- for call in message.tool_calls or [] -%}
                {{- '<function=' ~ call.function.name ~ '>' -}}
                {%- for name, value in call.function.arguments | items -%}
                    {{- '<parameter=' ~ name ~ '>' ~ value ~ '</parameter>' -}}
                {%- endfor -%}
                {{- '</function>' -}}
            {%- endfor -%}
            {{- '\n' -}}
        {%- endfor -%}
        """;
}
