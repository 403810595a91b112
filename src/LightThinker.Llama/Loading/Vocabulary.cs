using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using LightThinker.Engine.Decoding;
using LightThinker.Llama.Native;

namespace LightThinker.Llama.Loading;

/// <summary>A loaded model's tokens. Immutable and thread-safe; tokenising needs the model to be loaded still.</summary>
internal sealed unsafe class Vocabulary : IVocabulary
{
    private readonly ModelHandle _model;
    private readonly nint _vocabulary;
    private readonly TokenTable _tokens;
    private readonly Dictionary<string, Token> _named;

    private Vocabulary(ModelHandle model, nint vocabulary, TokenTable tokens)
    {
        _model = model;
        _vocabulary = vocabulary;
        _tokens = tokens;
        _named = [];
        var control = new List<string>();
        for (int id = 0; id < tokens.Count; id++)
        {
            if (!tokens.Is(id, TokenKinds.Control | TokenKinds.UserDefined))
            {
                continue;
            }

            string text = Encoding.UTF8.GetString(tokens.GetBytes(id));
            _named.TryAdd(text, new Token(id));
            if (tokens.Is(id, TokenKinds.Control))
            {
                control.Add(text);
            }
        }

        ControlTexts = control;
        int first = NativeMethods.llama_vocab_bos(vocabulary);
        BeginOfText = first >= 0 ? new Token(first) : null;
        AddsBeginOfText = BeginOfText is not null && NativeMethods.llama_vocab_get_add_bos(vocabulary);
    }

    public int Count => _tokens.Count;

    public Token? BeginOfText { get; }

    public bool AddsBeginOfText { get; }

    public IReadOnlyList<string> ControlTexts { get; }

    public static Vocabulary Read(ModelHandle model)
    {
        nint vocabulary = NativeMethods.llama_model_get_vocab(model);
        return new Vocabulary(model, vocabulary, TokenTable.Read(vocabulary));
    }

    public ReadOnlySpan<byte> GetBytes(Token token) => _tokens.GetBytes(token.Id);

    public bool IsControl(Token token) => _tokens.Is(token.Id, TokenKinds.Control);

    public bool IsEndOfGeneration(Token token) => _tokens.Is(token.Id, TokenKinds.EndOfGeneration);

    public Token? Find(string text) => _named.TryGetValue(text, out Token token) ? token : null;

    public IReadOnlyList<Token> Tokenize(string text)
    {
        // Unpaired surrogates become U+FFFD here: llama.cpp only ever sees valid UTF-8.
        int length = Encoding.UTF8.GetByteCount(text);
        byte[] bytes = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            Encoding.UTF8.GetBytes(text, bytes);
            return length == 0 ? [] : Tokenize(bytes.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private Token[] Tokenize(ReadOnlySpan<byte> text)
    {
        // A token writes one byte at least, but a tokeniser may put a space of its own in front.
        Token[] tokens = ArrayPool<Token>.Shared.Rent(text.Length + 1);
        try
        {
            int count = TokenizeInto(text, tokens);
            if (count == int.MinValue)
            {
                throw new ArgumentException($"A text of {text.Length} bytes has too many tokens.", nameof(text));
            }

            if (count < 0)
            {
                ArrayPool<Token>.Shared.Return(tokens);
                tokens = ArrayPool<Token>.Shared.Rent(-count);
                count = TokenizeInto(text, tokens);
            }

            return tokens.AsSpan(0, count).ToArray();
        }
        finally
        {
            ArrayPool<Token>.Shared.Return(tokens);
        }
    }

    private int TokenizeInto(ReadOnlySpan<byte> text, Token[] tokens)
    {
        bool held = false;
        try
        {
            _model.DangerousAddRef(ref held);
            fixed (byte* start = text)
            fixed (int* room = MemoryMarshal.Cast<Token, int>(tokens.AsSpan()))
            {
                return NativeMethods.llama_tokenize(
                    _vocabulary, start, text.Length, room, tokens.Length, addSpecial: false, parseSpecial: false);
            }
        }
        finally
        {
            if (held)
            {
                _model.DangerousRelease();
            }
        }
    }
}
