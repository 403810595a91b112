namespace LightThinker.Training.Tokenization;

/// <summary>The special tokens by the public LightThinker checkpoints' names, in their order. Immutable.</summary>
internal static class SpecialTokens
{
    public const string MessageStart = "<|im_start|>";
    public const string MessageEnd = "<|im_end|>";
    public const string EndOfText = "<|endoftext|>";
    public const string Split = "<|splitter|>";
    public const string Resume = "<|continue|>";
    public const string ThoughtStart = "<|begin_of_thought|>";
    public const string ThoughtEnd = "<|end_of_thought|>";
    public const string SolutionStart = "<|begin_of_solution|>";
    public const string SolutionEnd = "<|end_of_solution|>";

    /// <summary>An added word, not a control token: text is cut at it, and it is text itself.</summary>
    public const string BlankLine = "\n\n";

    public static string Cache(int index) => $"<|o_{index}|>";

    /// <summary>What the public checkpoints append to their base model's vocabulary.</summary>
    /// <param name="cacheTokens">Cache tokens per thought, the method's k.</param>
    public static IReadOnlyList<string> Published(int cacheTokens) => [.. Marks, BlankLine, .. CacheTokens(cacheTokens)];

    /// <summary>What ChatML needs.</summary>
    public static IReadOnlyList<string> ChatMl { get; } = [EndOfText, MessageStart, MessageEnd];

    /// <summary>Everything a model from scratch has: as <see cref="Published"/> without the blank line, which no text of ours has.</summary>
    /// <param name="cacheTokens">Cache tokens per thought.</param>
    public static IReadOnlyList<string> FromScratch(int cacheTokens) => [.. ChatMl, .. Marks, .. CacheTokens(cacheTokens)];

    private static IReadOnlyList<string> Marks { get; } =
        [Split, Resume, "<|recover|>", ThoughtStart, ThoughtEnd, SolutionStart, SolutionEnd];

    private static IEnumerable<string> CacheTokens(int count) => Enumerable.Range(0, count).Select(Cache);
}
