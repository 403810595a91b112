namespace LightThinker.Engine.Compression;

/// <summary>A compression method, by name. Immutable and thread-safe.</summary>
public interface ICompressionStrategy
{
    /// <summary>As requests and settings name it.</summary>
    string Name { get; }

    /// <summary>Starts the method for one sequence.</summary>
    IContextCompressor CreateCompressor(EvictionProfile profile);

    /// <summary>Most KV cells a sequence can hold at once, whatever the model samples.</summary>
    /// <param name="profile">The method's parameters.</param>
    /// <param name="promptTokens">Tokens of the prompt.</param>
    /// <param name="maxTokens">Most tokens sampled.</param>
    long WorstCasePeak(EvictionProfile profile, int promptTokens, int maxTokens);
}
