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

    public static string Cache(int index) => $"<|o_{index}|>";

    /// <summary>What is appended to a vocabulary for LightThinker.</summary>
    /// <param name="cacheTokens">Cache tokens per thought, the method's k.</param>
    public static IReadOnlyList<string> LightThinker(int cacheTokens) =>
    [
        Split, Resume, "<|recover|>", ThoughtStart, ThoughtEnd, SolutionStart, SolutionEnd,
        .. Enumerable.Range(0, cacheTokens).Select(Cache),
    ];

    /// <summary>What ChatML needs.</summary>
    public static IReadOnlyList<string> ChatMl { get; } = [EndOfText, MessageStart, MessageEnd];

    /// <summary>Everything a model from scratch has.</summary>
    /// <param name="cacheTokens">Cache tokens per thought.</param>
    public static IReadOnlyList<string> FromScratch(int cacheTokens) => [.. ChatMl, .. LightThinker(cacheTokens)];
}
