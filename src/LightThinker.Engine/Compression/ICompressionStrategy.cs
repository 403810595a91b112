namespace LightThinker.Engine.Compression;

/// <summary>A compression method, by name. Immutable and thread-safe.</summary>
internal interface ICompressionStrategy
{
    /// <summary>As requests and settings name it.</summary>
    string Name { get; }

    /// <summary>The parameters of <see cref="CompressionChoice"/> that bear on it, by their wire names.</summary>
    IReadOnlyList<string> Parameters { get; }

    /// <summary>Why a model with these tokens cannot run it; null where it can.</summary>
    string? FindObstacle(CompressionTokens tokens);

    /// <summary>Starts the method for one sequence.</summary>
    IContextCompressor CreateCompressor(EvictionProfile profile);

    /// <summary>
    /// KV cells to promise a sequence: the most it can hold at once, as long as a compression frees more cells than it adds.
    /// A model that goes on ending segments shorter than what replaces them may want more, and ends as <c>Length</c> then.
    /// </summary>
    /// <param name="profile">The method's parameters.</param>
    /// <param name="promptTokens">Tokens of the prompt.</param>
    /// <param name="maxTokens">Most tokens sampled.</param>
    long PromisedPeak(EvictionProfile profile, int promptTokens, int maxTokens);
}
