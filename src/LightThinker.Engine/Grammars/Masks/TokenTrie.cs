using LightThinker.Engine.Decoding;

namespace LightThinker.Engine.Grammars.Masks;

/// <summary>
/// The bytes of a vocabulary's text tokens as a tree, in the order of a walk through it. Immutable and thread-safe; made once
/// per vocabulary. Control tokens, tokens that end a generation and tokens without bytes are not in it.
/// </summary>
internal sealed class TokenTrie
{
    private readonly IVocabulary _vocabulary;
    private readonly byte[] _bytes;
    private readonly int[] _depths;
    private readonly int[] _ends;
    private readonly int[] _firstTokens;
    private readonly int[] _tokens;

    public TokenTrie(IVocabulary vocabulary)
    {
        _vocabulary = vocabulary;
        TextTokens = new TokenMask(vocabulary.Count);
        EndTokens = new TokenMask(vocabulary.Count);
        for (int id = 0; id < vocabulary.Count; id++)
        {
            if (vocabulary.IsEndOfGeneration(new Token(id)))
            {
                EndTokens.Add(id);
            }
            else if (!vocabulary.IsControl(new Token(id)) && !vocabulary.GetBytes(new Token(id)).IsEmpty)
            {
                TextTokens.Add(id);
            }
        }

        _tokens = [.. Enumerable.Range(0, vocabulary.Count).Where(id => TextTokens.Contains(new Token(id)))];
        Array.Sort(_tokens, Compare);
        var bytes = new List<byte>();
        var depths = new List<int>();
        var firstTokens = new List<int>();
        ReadOnlySpan<byte> previous = [];
        for (int i = 0; i < _tokens.Length; i++)
        {
            ReadOnlySpan<byte> text = GetBytes(new Token(_tokens[i]));
            for (int depth = previous.CommonPrefixLength(text) + 1; depth <= text.Length; depth++)
            {
                bytes.Add(text[depth - 1]);
                depths.Add(depth);

                // Tokens that end before this node are those sorted before it, as it is a node of no earlier token.
                firstTokens.Add(i);
            }

            MaxDepth = Math.Max(MaxDepth, text.Length);
            previous = text;
        }

        firstTokens.Add(_tokens.Length);
        _bytes = [.. bytes];
        _depths = [.. depths];
        _firstTokens = [.. firstTokens];
        _ends = EndsOf(_depths);
    }

    /// <summary>Number of nodes, the root not counted.</summary>
    public int Count => _bytes.Length;

    /// <summary>Bytes of the longest token.</summary>
    public int MaxDepth { get; }

    /// <summary>By node, the byte that leads to it. Children come behind their parent, in ascending order of their bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>By node, the number of bytes from the root.</summary>
    public ReadOnlySpan<int> Depths => _depths;

    /// <summary>By node, the first node behind all that are below it.</summary>
    public ReadOnlySpan<int> Ends => _ends;

    /// <summary>By node, where in <see cref="Tokens"/> those start that end there; the next node's start is their end.</summary>
    public ReadOnlySpan<int> FirstTokens => _firstTokens;

    public ReadOnlySpan<int> Tokens => _tokens;

    public TokenMask TextTokens { get; }

    public TokenMask EndTokens { get; }

    public int VocabularySize => TextTokens.VocabularySize;

    public bool Contains(Token token) => (uint)token.Id < (uint)VocabularySize;

    public bool IsText(Token token) => TextTokens.Contains(token);

    public bool IsEndOfGeneration(Token token) => EndTokens.Contains(token);

    public ReadOnlySpan<byte> GetBytes(Token token) => _vocabulary.GetBytes(token);

    private int Compare(int one, int other)
    {
        int order = GetBytes(new Token(one)).SequenceCompareTo(GetBytes(new Token(other)));
        return order != 0 ? order : one.CompareTo(other);
    }

    private static int[] EndsOf(int[] depths)
    {
        int[] ends = new int[depths.Length];
        for (int node = depths.Length - 1; node >= 0; node--)
        {
            // Skips from child to child, as theirs are known already.
            int end = node + 1;
            while (end < depths.Length && depths[end] > depths[node])
            {
                end = ends[end];
            }

            ends[node] = end;
        }

        return ends;
    }
}
