using System.Diagnostics.CodeAnalysis;
using LightThinker.Engine.Decoding;

namespace LightThinker.Engine.Compression;

/// <summary>The compression methods one model can run, with their parameters detected. Immutable and thread-safe.</summary>
public sealed class CompressionCatalog
{
    /// <summary>Names of the methods this model can run; the first is its default.</summary>
    public IReadOnlyList<string> Methods => throw new NotImplementedException();

    /// <summary>Reads the model's trained method from its metadata and the names in its vocabulary.</summary>
    /// <param name="model">The model's metadata.</param>
    /// <param name="vocabulary">The model's tokens.</param>
    /// <param name="canRemoveRanges">Whether the runtime can evict for this model.</param>
    public static CompressionCatalog Detect(ModelDescription model, IVocabulary vocabulary, bool canRemoveRanges) =>
        throw new NotImplementedException();

    /// <summary>Turns a request's or the settings' wish into a profile.</summary>
    /// <param name="choice">What is asked for; what it leaves open is the model's.</param>
    /// <param name="profile">The profile to run with.</param>
    /// <param name="error">What cannot be done and why, naming the parameter.</param>
    public bool TryCreateProfile(
        CompressionChoice choice,
        [NotNullWhen(true)] out EvictionProfile? profile,
        [NotNullWhen(false)] out string? error) => throw new NotImplementedException();
}
