namespace LightThinker.Engine.Compression;

/// <summary>Why a wish about compression cannot be met. Immutable.</summary>
/// <param name="Parameter">The parameter at fault, a name from <see cref="CompressionParameter"/>.</param>
/// <param name="Message">What is wrong with it and what would be right, as the rest of a sentence.</param>
public sealed record CompressionError(string Parameter, string Message);
