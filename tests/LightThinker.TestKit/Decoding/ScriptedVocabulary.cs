using System.Text;
using LightThinker.Engine.Decoding;

namespace LightThinker.TestKit.Decoding;

/// <summary>
/// A small vocabulary made of given texts. Immutable and thread-safe. Names in angle brackets with bars, and &lt;think&gt;
/// and &lt;/think&gt;, are control tokens; <c>&lt;|im_end|&gt;</c> ends a generation.
/// </summary>
public sealed class ScriptedVocabulary : IVocabulary
{
    private readonly byte[][] _bytes;
    private readonly bool[] _isControl;
    private readonly Dictionary<string, Token> _byText = [];

    public ScriptedVocabulary(params string[] texts)
        : this([.. texts.Select(Encoding.UTF8.GetBytes)])
    {
    }

    public ScriptedVocabulary(byte[][] tokens)
    {
        _bytes = tokens;
        _isControl = new bool[tokens.Length];
        for (int id = 0; id < tokens.Length; id++)
        {
            string text = Encoding.UTF8.GetString(tokens[id]);
            _isControl[id] = (text.StartsWith("<|", StringComparison.Ordinal) && text.EndsWith("|>", StringComparison.Ordinal))
                || text is "<think>" or "</think>";
            _byText.TryAdd(text, new Token(id));
        }
    }

    public int Count => _bytes.Length;

    public Token? BeginOfText => null;

    public bool AddsBeginOfText => false;

    public IReadOnlyList<string> ControlTexts => [.. _byText.Where(pair => IsControl(pair.Value)).Select(pair => pair.Key)];

    /// <summary>The token with this text.</summary>
    public Token this[string text] => _byText[text];

    public ReadOnlySpan<byte> GetBytes(Token token) => _bytes[token.Id];

    public bool IsControl(Token token) => _isControl[token.Id];

    public bool IsEndOfGeneration(Token token) => Find("<|im_end|>") == token;

    /// <summary>Tokens that are found by their text though they are text themselves.</summary>
    public IReadOnlyCollection<string> UserDefined { get; init; } = [];

    public Token? Find(string text) =>
        _byText.TryGetValue(text, out var token) && (IsControl(token) || UserDefined.Contains(text)) ? token : null;

    /// <summary>Takes the longest token that fits, again and again; control tokens never.</summary>
    public IReadOnlyList<Token> Tokenize(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        var tokens = new List<Token>();
        for (int at = 0; at < bytes.Length;)
        {
            int id = Enumerable.Range(0, Count)
                .Where(i => !_isControl[i] && bytes.AsSpan(at).StartsWith(_bytes[i]))
                .MaxBy(i => _bytes[i].Length, Comparer<int>.Default);
            tokens.Add(new Token(id));
            at += Math.Max(1, _bytes[id].Length);
        }

        return tokens;
    }
}
