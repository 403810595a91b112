namespace LightThinker.Training.Sequences;

/// <summary>The formats that a model can be trained on besides the plain one. Stateless and thread-safe.</summary>
internal static class ReasoningFormats
{
    public static IReadOnlyList<string> Names { get; } = [.. All(interval: 1).Select(format => format.Name)];

    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="interval">Sampled tokens per compression at token level, at least 1.</param>
    /// <exception cref="ArgumentException">There is no such format.</exception>
    public static IReasoningFormat Find(string name, int interval) =>
        Array.Find(All(interval), format => format.Name == name)
        ?? throw new ArgumentException($"There is no method '{name}'; there are {string.Join(", ", Names)}.");

    private static IReasoningFormat[] All(int interval) =>
        [new ThoughtFormat(), new TokenFormat(interval), new AnchorFormat()];
}
