namespace LightThinker.Training.Evaluation;

/// <summary>One problem answered without and with compression. Immutable.</summary>
/// <param name="Family">The kind of task.</param>
/// <param name="Steps">Calculations needed.</param>
/// <param name="OffIsRight">Without compression.</param>
/// <param name="OnIsRight">With compression.</param>
/// <param name="Off">The reply without.</param>
/// <param name="On">The reply with.</param>
internal sealed record PairedResult(string Family, int Steps, bool OffIsRight, bool OnIsRight, Reply Off, Reply On);
