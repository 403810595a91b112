namespace LightThinker.Server.Generations;

/// <summary>What <c>reasoning_effort</c> stands for, in tokens of reasoning. Constants only.</summary>
internal static class ReasoningEffort
{
    public const string None = "none";

    /// <summary>By name; null means no limit of its own.</summary>
    public static IReadOnlyDictionary<string, int?> Budgets { get; } = new Dictionary<string, int?>
    {
        [None] = 0,
        ["minimal"] = 256,
        ["low"] = 1024,
        ["medium"] = 4096,
        ["high"] = 16384,
        ["xhigh"] = 32768,
        ["max"] = null,
    };
}
