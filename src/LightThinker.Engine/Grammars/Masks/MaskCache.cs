using LightThinker.Engine.Grammars.Matching;

namespace LightThinker.Engine.Grammars.Masks;

/// <summary>Keeps the latest masks of one grammar with their states. Engine thread only.</summary>
/// <param name="walk">Makes masks.</param>
internal sealed class MaskCache(MaskWalk walk)
{
    private readonly Queue<MatchState> _withMask = [];

    /// <summary>The mask of a state, made if it is not remembered; the oldest one is then forgotten.</summary>
    public TokenMask MaskOf(MatchState state)
    {
        if (state.Mask is { } known)
        {
            return known;
        }

        if (_withMask.Count == GrammarLimits.MaxMasks)
        {
            _withMask.Dequeue().Mask = null;
        }

        TokenMask mask = walk.Make(state);
        state.Mask = mask;
        _withMask.Enqueue(state);
        return mask;
    }

    public void Forget() => _withMask.Clear();
}
