using LightThinker.Engine.Decoding;

namespace LightThinker.Engine.Sequences;

/// <summary>The tokens that one sequence may not sample. Engine thread only.</summary>
internal sealed class ForbiddenTokens
{
    // Those that end a generation first and the split last, so that allowing them is a matter of length.
    private readonly Token[] _all;
    private readonly int _ends;
    private readonly int _splits;

    /// <param name="ends">Tokens that end a generation.</param>
    /// <param name="never">Tokens that are forced, not sampled.</param>
    /// <param name="split">The token that ends a thought, where there is one.</param>
    public ForbiddenTokens(IReadOnlyList<Token> ends, IReadOnlyList<Token> never, Token? split)
    {
        _all = [.. ends, .. never, .. split is { } token ? [token] : Array.Empty<Token>()];
        _ends = ends.Count;
        _splits = split is null ? 0 : 1;
    }

    /// <summary>The tokens forbidden now.</summary>
    /// <param name="endsToo">Whether the generation may not end.</param>
    /// <param name="splitToo">Whether a thought may not end.</param>
    public ReadOnlySpan<Token> Get(bool endsToo, bool splitToo) =>
        _all.AsSpan((endsToo ? 0 : _ends)..^(splitToo ? 0 : _splits));
}
