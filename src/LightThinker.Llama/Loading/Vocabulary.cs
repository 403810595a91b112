using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using LightThinker.Engine.Decoding;
using LightThinker.Llama.Native;

namespace LightThinker.Llama.Loading;

/// <summary>A loaded model's tokens. Immutable and thread-safe; tokenising needs the model to be loaded still.</summary>
internal sealed unsafe class Vocabulary : IVocabulary
{
    private const int BytePairEncoding = 2;

    private readonly ModelHandle _model;
    private readonly nint _vocabulary;
    private readonly TokenTable _tokens;
    private readonly Dictionary<string, Token> _named;
    private readonly bool _splitsByPattern;

    private Vocabulary(ModelHandle model, nint vocabulary, TokenTable tokens)
    {
        _model = model;
        _vocabulary = vocabulary;
        _tokens = tokens;
        _named = [];
        _splitsByPattern = NativeMethods.llama_vocab_type(vocabulary) == BytePairEncoding;
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
        int last = NativeMethods.llama_vocab_eos(vocabulary);
        EndOfEmbeddedText = last >= 0 && NativeMethods.llama_vocab_get_add_eos(vocabulary) ? new Token(last) : null;
    }

    public int Count => _tokens.Count;

    public Token? BeginOfText { get; }

    public bool AddsBeginOfText { get; }

    /// <summary>The token that ends every text to embed; null where the model was not trained so.</summary>
    public Token? EndOfEmbeddedText { get; }

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
        var tokens = new List<Token>();
        for (ReadOnlySpan<char> rest = text; rest.Length > 0;)
        {
            int length = _splitsByPattern ? TextPieces.FirstLength(rest) : rest.Length;
            Append(rest[..length], tokens);
            rest = rest[length..];
        }

        tokens.TrimExcess();
        return tokens;
    }

    private void Append(ReadOnlySpan<char> text, List<Token> tokens)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            // Unpaired surrogates become U+FFFD here: llama.cpp only ever sees valid UTF-8.
            Span<byte> encoded = bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes));
            int start = tokens.Count;

            // A token writes one byte at least, but a tokeniser may put a space of its own in front.
            int room = encoded.Length + 1;
            int count;
            do
            {
                CollectionsMarshal.SetCount(tokens, start + room);
                count = TokenizeInto(encoded, CollectionsMarshal.AsSpan(tokens)[start..]);
                if (count == int.MinValue)
                {
                    throw new ArgumentException($"A text of {text.Length} characters has too many tokens.");
                }

                room = -count;
            }
            while (count < 0);

            CollectionsMarshal.SetCount(tokens, start + count);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private int TokenizeInto(ReadOnlySpan<byte> text, Span<Token> tokens)
    {
        bool held = false;
        try
        {
            _model.DangerousAddRef(ref held);
            fixed (byte* start = text)
            fixed (int* room = MemoryMarshal.Cast<Token, int>(tokens))
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
