using LightThinker.Engine.Decoding;

namespace LightThinker.Engine.Grammars.Masks;

/// <summary>
/// The bytes of a vocabulary's text tokens as a tree, in the order of a walk through it. Immutable and thread-safe; made once
/// per vocabulary. Control tokens, tokens that end a generation and tokens without bytes are not in it.
/// </summary>
internal sealed class TokenTrie
{
    private readonly IVocabulary _vocabulary;
    private readonly TrieNode[] _nodes;
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
        var nodes = new List<TrieNode>();
        ReadOnlySpan<byte> previous = [];
        for (int i = 0; i < _tokens.Length; i++)
        {
            // A token whose bytes another has too adds no node: both end at the node made last.
            ReadOnlySpan<byte> text = GetBytes(new Token(_tokens[i]));
            for (int depth = previous.CommonPrefixLength(text) + 1; depth <= text.Length; depth++)
            {
                nodes.Add(new TrieNode(text[depth - 1], depth, 0, i, 0));
            }

            MaxDepth = Math.Max(MaxDepth, text.Length);
            previous = text;
        }

        nodes.Add(new TrieNode(0, 0, 0, _tokens.Length, 0));
        _nodes = [.. nodes];
        SetWhatIsBelow(_nodes);
    }

    /// <summary>Bytes of the longest token.</summary>
    public int MaxDepth { get; }

    /// <summary>
    /// Children come behind their parent, in ascending order of their bytes. The root is not among them; the last one only
    /// marks the end.
    /// </summary>
    public ReadOnlySpan<TrieNode> Nodes => _nodes;

    /// <summary>The text tokens, sorted by their bytes.</summary>
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

    private static void SetWhatIsBelow(TrieNode[] nodes)
    {
        for (int at = nodes.Length - 2; at >= 0; at--)
        {
            // Skips from child to child, as theirs are known already.
            int end = at + 1;
            uint below = 0;
            while (nodes[end].Depth > nodes[at].Depth)
            {
                below |= nodes[end].Below | TrieNode.GroupOf(nodes[end].Byte);
                end = nodes[end].End;
            }

            nodes[at] = nodes[at] with { End = end, Below = below };
        }
    }
}
