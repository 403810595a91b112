using LightThinker.Llama.Native;

namespace LightThinker.Llama.Loading;

/// <summary>
/// Bytes and kind of every token, in one array each, so that reading them is no native call. Immutable and thread-safe.
/// </summary>
internal sealed unsafe class TokenTable
{
    private const int ControlAttribute = 1 << 3;
    private const int UserDefinedAttribute = 1 << 4;

    private readonly byte[] _bytes;
    private readonly int[] _starts;
    private readonly TokenKinds[] _kinds;

    private TokenTable(byte[] bytes, int[] starts, TokenKinds[] kinds)
    {
        _bytes = bytes;
        _starts = starts;
        _kinds = kinds;
    }

    public int Count => _kinds.Length;

    public ReadOnlySpan<byte> GetBytes(int token) => _bytes.AsSpan(_starts[token], _starts[token + 1] - _starts[token]);

    public bool Is(int token, TokenKinds kind) => (_kinds[token] & kind) != 0;

    /// <summary>Reads them all from a model that stays alive during the call.</summary>
    public static TokenTable Read(nint vocabulary)
    {
        int count = NativeMethods.llama_vocab_n_tokens(vocabulary);
        int[] starts = new int[count + 1];
        var kinds = new TokenKinds[count];
        byte[] bytes = new byte[count * 8];
        int end = 0;
        for (int token = 0; token < count; token++)
        {
            starts[token] = end;
            kinds[token] = ReadKinds(vocabulary, token);
            int written;
            while ((written = Write(vocabulary, token, bytes.AsSpan(end))) < 0)
            {
                Array.Resize(ref bytes, Math.Max(bytes.Length * 2, end - written));
            }

            end += written;
        }

        starts[count] = end;
        Array.Resize(ref bytes, end);
        return new TokenTable(bytes, starts, kinds);
    }

    private static TokenKinds ReadKinds(nint vocabulary, int token)
    {
        int attributes = NativeMethods.llama_vocab_get_attr(vocabulary, token);
        return ((attributes & ControlAttribute) != 0 ? TokenKinds.Control : 0)
            | ((attributes & UserDefinedAttribute) != 0 ? TokenKinds.UserDefined : 0)
            | (NativeMethods.llama_vocab_is_eog(vocabulary, token) ? TokenKinds.EndOfGeneration : 0);
    }

    private static int Write(nint vocabulary, int token, Span<byte> room)
    {
        fixed (byte* start = room)
        {
            return NativeMethods.llama_token_to_piece(vocabulary, token, start, room.Length, 0, special: true);
        }
    }
}
