namespace LightThinker.Server.Options;

/// <summary>The names under which answers carry the reasoning.</summary>
[Flags]
internal enum ReasoningFields
{
    /// <summary><c>reasoning_content</c>, as llama.cpp, SGLang and DeepSeek have it.</summary>
    ReasoningContent = 1,

    /// <summary><c>reasoning</c>, as vLLM has it.</summary>
    Reasoning = 2,

    Both = ReasoningContent | Reasoning,
}
