namespace LightThinker.OpenAI.Responses;

/// <summary>The values of an item's <c>type</c> that are served.</summary>
public static class ResponseItemTypes
{
    public const string Message = "message";

    public const string Reasoning = "reasoning";

    public const string FunctionCall = "function_call";

    /// <summary>What a function returned.</summary>
    public const string FunctionCallOutput = "function_call_output";

    /// <summary>Stands for a stored item.</summary>
    public const string ItemReference = "item_reference";
}
