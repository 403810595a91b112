namespace LightThinker.Training.Export;

/// <summary>A tensor as the file has it. Immutable.</summary>
/// <param name="Name">GGUF's name.</param>
/// <param name="Shape">The fastest-running length first.</param>
/// <param name="Values">Row after row.</param>
internal sealed record ExportTensor(string Name, long[] Shape, float[] Values);
