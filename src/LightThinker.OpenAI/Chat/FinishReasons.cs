namespace LightThinker.OpenAI.Chat;

/// <summary>The values of <c>finish_reason</c>.</summary>
public static class FinishReasons
{
    /// <summary>The model ended its turn, or a stop string appeared.</summary>
    public const string Stop = "stop";

    /// <summary>A limit was reached.</summary>
    public const string Length = "length";

    /// <summary>The model calls tools.</summary>
    public const string ToolCalls = "tool_calls";
}
