namespace LightThinker.OpenAI.Responses;

/// <summary>The names of a stream's events.</summary>
public static class ResponseEventTypes
{
    public const string Created = "response.created";

    public const string InProgress = "response.in_progress";

    public const string OutputItemAdded = "response.output_item.added";

    public const string OutputItemDone = "response.output_item.done";

    public const string ContentPartAdded = "response.content_part.added";

    public const string ContentPartDone = "response.content_part.done";

    public const string OutputTextDelta = "response.output_text.delta";

    public const string OutputTextDone = "response.output_text.done";

    public const string ReasoningTextDelta = "response.reasoning_text.delta";

    public const string ReasoningTextDone = "response.reasoning_text.done";

    public const string ArgumentsDelta = "response.function_call_arguments.delta";

    public const string ArgumentsDone = "response.function_call_arguments.done";

    public const string Completed = "response.completed";

    public const string Incomplete = "response.incomplete";

    public const string Failed = "response.failed";

    public const string Error = "error";
}
