using LightThinker.Engine.Decoding;

namespace LightThinker.TestKit.Reference;

/// <summary>
/// The full token list of one generation, forced tokens included, and its explicit attention mask: nothing from a thought's
/// resume token onwards sees that thought or its split token; prompt, cache and resume tokens stay visible to all. Not
/// thread-safe. It evicts nothing: it says what a single masked pass over everything must compute.
/// </summary>
public sealed class LightThinkerTrace
{
    private readonly LightThinkerScheme _scheme;
    private readonly List<Token> _tokens;
    private readonly List<int> _hiddenFrom;
    private readonly List<int> _sampledFrom = [];
    private bool _isReasoning;
    private int _thoughtStart;

    /// <param name="scheme">How to compress.</param>
    /// <param name="prompt">At least one token; always visible.</param>
    /// <param name="promptOpensReasoning">Whether the prompt ends inside the reasoning.</param>
    public LightThinkerTrace(LightThinkerScheme scheme, IReadOnlyList<Token> prompt, bool promptOpensReasoning = false)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentOutOfRangeException.ThrowIfZero(prompt.Count);
        _scheme = scheme;
        _tokens = [.. prompt];
        _hiddenFrom = [.. Enumerable.Repeat(int.MaxValue, prompt.Count)];
        _isReasoning = promptOpensReasoning;
        _thoughtStart = prompt.Count;
    }

    /// <summary>Everything fed so far, in order; a token's position is its index.</summary>
    public IReadOnlyList<Token> Tokens => _tokens;

    /// <summary>For each sampled token the row whose logits it was sampled from.</summary>
    public IReadOnlyList<int> SampledFrom => _sampledFrom;

    public int Compressions { get; private set; }

    /// <summary>A snapshot for <see cref="Tokens"/> as they are now.</summary>
    public VisibilityMask Mask => new(_hiddenFrom);

    private bool Compresses => _isReasoning || _scheme.CompressesAnswer;

    /// <summary>Adds a sampled token and, where it ends a thought, the tokens that compression forces after it.</summary>
    public void Sample(Token token)
    {
        _sampledFrom.Add(_tokens.Count - 1);
        Append(token);
        if (token == _scheme.OpeningDelimiter && !_isReasoning)
        {
            OpenReasoning();
        }
        else if (token == _scheme.ClosingDelimiter)
        {
            _isReasoning = false;
        }
        else if (Compresses && EndsThought(token))
        {
            Compress();
        }
    }

    private void OpenReasoning()
    {
        // What came before is never evicted, unless it is compressed like a thought.
        if (!_scheme.CompressesAnswer)
        {
            _thoughtStart = _tokens.Count - 1;
        }

        if (!_scheme.EvictsOpeningDelimiter)
        {
            _thoughtStart = _tokens.Count;
        }

        _isReasoning = true;
    }

    private bool EndsThought(Token token) =>
        _scheme.Interval == 0 ? token == _scheme.Split : _tokens.Count - _thoughtStart == _scheme.Interval;

    private void Compress()
    {
        int thoughtEnd = _tokens.Count;
        foreach (Token cacheToken in _scheme.CacheTokens)
        {
            Append(cacheToken);
        }

        int resumeRow = _tokens.Count;
        for (int key = _thoughtStart; key < thoughtEnd; key++)
        {
            _hiddenFrom[key] = resumeRow;
        }

        Append(_scheme.Resume);
        _thoughtStart = _tokens.Count;
        Compressions++;
    }

    private void Append(Token token)
    {
        _tokens.Add(token);
        _hiddenFrom.Add(int.MaxValue);
    }
}
