using LightThinker.Engine.Sequences;

namespace LightThinker.Engine.Compression;

/// <summary>
/// Measures one sequence's context as the LightThinker paper does (arXiv 2502.15589, section 4.1), and its true cells.
/// Engine thread only.
/// </summary>
internal sealed class ContextUsageMeter
{
    private int _compressions;
    private int _evicted;
    private int _peak;
    private int _residentPeak;
    private long _dependency;

    /// <summary>A token is about to be sampled from what is resident, and will attend to it and to itself.</summary>
    public void OnSampled(int resident)
    {
        _dependency += resident + 1;
        _peak = Math.Max(_peak, resident + 1);
    }

    /// <summary>Tokens were fed.</summary>
    public void OnFed(int resident) => _residentPeak = Math.Max(_residentPeak, resident);

    /// <summary>A segment was evicted.</summary>
    /// <param name="residentBefore">Cells held just before.</param>
    /// <param name="removed">Cells freed.</param>
    /// <param name="resumeTokens">Tokens fed next, which the paper counts as present beside the segment.</param>
    public void OnEvicted(int residentBefore, int removed, int resumeTokens)
    {
        _compressions++;
        _evicted += removed;
        _peak = Math.Max(_peak, residentBefore + resumeTokens);
    }

    /// <summary>The figures so far.</summary>
    /// <param name="request">The request measured.</param>
    /// <param name="sampledTokens">Tokens sampled for it.</param>
    public ContextUsage Read(GenerationRequest request, int sampledTokens) => new(
        request.Compression.Method,
        _compressions,
        _evicted,
        Math.Max(_peak, _residentPeak),
        _residentPeak,
        request.Prompt.Count + sampledTokens,
        _dependency);
}
