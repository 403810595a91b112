using LightThinker.Engine.Grammars.Masks;

namespace LightThinker.Engine.Grammars.Matching;

/// <summary>
/// All ways to read a text so far. What it stands for never changes, and equal ones of one <see cref="MatchMemory"/> are the same
/// object; where bytes lead from it is filled in as they come. Engine thread only.
/// </summary>
/// <param name="paths">Sorted, each once.</param>
/// <param name="canEnd">Whether the text may end here.</param>
/// <param name="awaitsToken">Whether a path waits for a token and not for text.</param>
/// <param name="classes">Number of byte classes.</param>
/// <param name="era">The memory's era that it belongs to.</param>
internal sealed class MatchState(MatchPath[] paths, bool canEnd, bool awaitsToken, int classes, int era)
{
    public ReadOnlySpan<MatchPath> Paths => paths;

    public bool CanEnd { get; } = canEnd;

    public bool AwaitsToken => awaitsToken;

    public int Era => era;

    /// <summary>Whether no text of the grammar begins so.</summary>
    public bool IsDead { get; } = paths.Length == 0 && !canEnd;

    /// <summary>By byte class, where the byte leads; null where that has not been asked yet.</summary>
    public MatchState?[] Next { get; } = new MatchState?[classes];

    /// <summary>The byte groups that lead back to this state only; null until it is asked for.</summary>
    public uint? Loops { get; set; }

    /// <summary>The tokens that may follow; null until it is asked for.</summary>
    public TokenMask? Mask { get; set; }
}
