namespace LightThinker.Engine.Decoding;

/// <summary>What a model file says about itself. Immutable.</summary>
/// <param name="Name">The file's own name for the model, or its file name.</param>
/// <param name="Architecture">As in the file, for example <c>llama</c> or <c>qwen2</c>.</param>
/// <param name="TrainedContext">Positions the model was trained on.</param>
/// <param name="ParameterCount">Number of weights.</param>
/// <param name="SizeBytes">Size of all weights in bytes.</param>
/// <param name="ChatTemplate">The Jinja template in the file; null where it has none.</param>
/// <param name="Metadata">Every scalar metadata key of the file, as text.</param>
public sealed record ModelDescription(
    string Name,
    string Architecture,
    int TrainedContext,
    long ParameterCount,
    long SizeBytes,
    string? ChatTemplate,
    IReadOnlyDictionary<string, string> Metadata);
