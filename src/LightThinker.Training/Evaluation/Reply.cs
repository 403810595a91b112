namespace LightThinker.Training.Evaluation;

/// <summary>What a server said to one problem. Immutable.</summary>
/// <param name="Text">The response without its reasoning.</param>
/// <param name="PeakTokens">The paper's Peak; null where the server does not say.</param>
/// <param name="Dependency">The paper's Dep; null where the server does not say.</param>
internal sealed record Reply(string Text, long? PeakTokens, long? Dependency)
{
    /// <summary>What the server says of the reasoning.</summary>
    public string Reasoning { get; init; } = "";
}
