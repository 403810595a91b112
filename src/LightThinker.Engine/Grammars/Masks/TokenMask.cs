using System.Numerics;
using LightThinker.Engine.Decoding;

namespace LightThinker.Engine.Grammars.Masks;

/// <summary>A set of tokens, one bit each. Immutable once <see cref="MaskWalk"/> has made it, and then thread-safe.</summary>
internal sealed class TokenMask
{
    private readonly ulong[] _words;

    /// <param name="vocabularySize">Number of tokens the model knows.</param>
    public TokenMask(int vocabularySize)
    {
        VocabularySize = vocabularySize;
        _words = new ulong[(vocabularySize + 63) / 64];
    }

    public int VocabularySize { get; }

    /// <summary>Whether tokens are missing, because finding them all was too much work.</summary>
    public bool IsCut { get; internal set; }

    /// <summary>Token <c>i</c> is bit <c>i % 64</c> of word <c>i / 64</c>.</summary>
    public ReadOnlySpan<ulong> Words => _words;

    /// <summary>Number of tokens in it.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            foreach (ulong word in _words)
            {
                count += BitOperations.PopCount(word);
            }

            return count;
        }
    }

    /// <summary>The words, to be filled in.</summary>
    internal Span<ulong> Bits => _words;

    public bool Contains(Token token) =>
        (uint)token.Id < (uint)VocabularySize && ((_words[token.Id >> 6] >> (token.Id & 63)) & 1) != 0;

    internal void Add(int token) => _words[token >> 6] |= 1UL << (token & 63);

    internal void Add(TokenMask other)
    {
        for (int i = 0; i < _words.Length; i++)
        {
            _words[i] |= other._words[i];
        }
    }

    /// <summary>Adds all tokens of another mask but one, which stays in it if it is in it already.</summary>
    internal void AddAllBut(TokenMask other, int token)
    {
        bool hadToken = Contains(new Token(token));
        Add(other);
        if (!hadToken)
        {
            _words[token >> 6] &= ~(1UL << (token & 63));
        }
    }

    internal void Clear() => _words.AsSpan().Clear();
}
