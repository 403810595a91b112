namespace LightThinker.TestKit.Reference;

/// <summary>
/// Which earlier tokens each token attends to. Immutable and thread-safe. Rows and keys are indices into one token list.
/// Beyond causality a key can only disappear: it is visible up to some row and to none from there on.
/// </summary>
public sealed class VisibilityMask
{
    private readonly int[] _hiddenFrom;

    /// <param name="hiddenFrom">
    /// For each key the first row that no longer sees it; <see cref="int.MaxValue"/> for never.
    /// </param>
    public VisibilityMask(IEnumerable<int> hiddenFrom) => _hiddenFrom = [.. hiddenFrom];

    /// <summary>Number of tokens.</summary>
    public int Length => _hiddenFrom.Length;

    /// <summary>Every token sees itself and all before it.</summary>
    public static VisibilityMask Causal(int length) => new(Enumerable.Repeat(int.MaxValue, length));

    public bool Allows(int row, int key) => key <= row && row < _hiddenFrom[key];
}
