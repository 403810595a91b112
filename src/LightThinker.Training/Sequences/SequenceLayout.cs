namespace LightThinker.Training.Sequences;

/// <summary>A token sequence while it is being put together. Not thread-safe.</summary>
internal sealed class SequenceLayout
{
    private const int LongestPermanentSpan = 128;

    private readonly List<int> _tokens = [];
    private readonly List<bool> _isLabel = [];
    private readonly List<bool> _isPermanent = [];
    private readonly List<TokenSpan> _spans = [];
    private int _spanStart;

    /// <summary>Adds tokens that everything after them sees.</summary>
    public void Permanent(IReadOnlyList<int> tokens, bool isLabel) => Add(tokens, isLabel, isPermanent: true);

    /// <summary>Adds tokens that only their own span sees.</summary>
    public void Evicted(IReadOnlyList<int> tokens, bool isLabel) => Add(tokens, isLabel, isPermanent: false);

    /// <summary>What is added from here on belongs to the next span.</summary>
    public void StartSpan()
    {
        if (_tokens.Count > _spanStart)
        {
            _spans.Add(new TokenSpan(_spanStart, _tokens.Count - _spanStart));
            _spanStart = _tokens.Count;
        }
    }

    public TokenSequence ToSequence()
    {
        StartSpan();
        return new TokenSequence
        {
            Tokens = [.. _tokens],
            IsLabel = [.. _isLabel],
            IsPermanent = [.. _isPermanent],
            Spans = [.. _spans.SelectMany(Cut)],
        };
    }

    // A span wholly permanent may be cut anywhere: what comes after sees all of it either way. Short spans cost less, as no
    // row is computed against keys far behind it.
    private IEnumerable<TokenSpan> Cut(TokenSpan span)
    {
        bool isPermanent = _isPermanent.GetRange(span.Start, span.Length).TrueForAll(token => token);
        int longest = isPermanent ? LongestPermanentSpan : span.Length;
        for (int start = 0; start < span.Length; start += longest)
        {
            yield return new TokenSpan(span.Start + start, Math.Min(longest, span.Length - start));
        }
    }

    private void Add(IReadOnlyList<int> tokens, bool isLabel, bool isPermanent)
    {
        foreach (int token in tokens)
        {
            _tokens.Add(token);
            _isLabel.Add(isLabel);
            _isPermanent.Add(isPermanent);
        }
    }
}
