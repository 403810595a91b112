using LightThinker.Engine.Phases;
using LightThinker.Engine.Sequences;

namespace LightThinker.Engine.Compression;

/// <summary>Keeps every token. Immutable and thread-safe.</summary>
internal sealed class NoCompression : ICompressionStrategy, IContextCompressor
{
    public const string MethodName = "none";

    public string Name => MethodName;

    public IReadOnlyList<string> Parameters => [];

    public bool ForbidsSplit => false;

    public string? FindObstacle(CompressionTokens tokens) => null;

    public IContextCompressor CreateCompressor(EvictionProfile profile) => this;

    public long PromisedPeak(EvictionProfile profile, int promptTokens, int maxTokens) =>
        (long)promptTokens + maxTokens;

    public void OnSampled(SampledToken sampled, ContextPlan plan)
    {
    }
}
