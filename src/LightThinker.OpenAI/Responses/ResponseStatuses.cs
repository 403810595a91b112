namespace LightThinker.OpenAI.Responses;

/// <summary>The values of a response's and an item's <c>status</c>.</summary>
public static class ResponseStatuses
{
    public const string InProgress = "in_progress";

    public const string Completed = "completed";

    /// <summary>A limit was reached.</summary>
    public const string Incomplete = "incomplete";

    /// <summary>Of responses only.</summary>
    public const string Failed = "failed";
}
