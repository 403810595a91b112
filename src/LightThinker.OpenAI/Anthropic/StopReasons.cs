namespace LightThinker.OpenAI.Anthropic;

/// <summary>The values of <c>stop_reason</c> that this server gives.</summary>
public static class StopReasons
{
    /// <summary>The model ended its turn.</summary>
    public const string EndTurn = "end_turn";

    /// <summary>A limit was reached.</summary>
    public const string MaxTokens = "max_tokens";

    /// <summary>One of the request's stop sequences appeared.</summary>
    public const string StopSequence = "stop_sequence";

    /// <summary>The model calls tools.</summary>
    public const string ToolUse = "tool_use";
}
