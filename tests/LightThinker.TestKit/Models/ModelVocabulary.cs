using System.Globalization;
using LightThinker.Engine.Decoding;

namespace LightThinker.TestKit.Models;

/// <summary>
/// A byte-level BPE vocabulary: 256 byte tokens whose id is the byte, a few merged ones, fillers up to the size, control
/// tokens last. Immutable and thread-safe.
/// </summary>
public sealed class ModelVocabulary
{
    private const int NormalType = 1;
    private const int ControlType = 3;
    private const int UserDefinedType = 4;

    // Left and right part of each merge, in order of priority; Ġ is how byte-level BPE writes a space.
    private static readonly string[] MergePairs =
    [
        "Ġ t", "h e", "i n", "r e", "a n", "Ġ a", "Ġt he", "o n", "e r", "n d", "Ġ w", "o u", "Ġa nd", "a t", "i s", "Ġ s",
        "e n", "o r", "in g", "l l", "Ġ b", "Ġ i", "ha t", "h a",
    ];

    private static readonly string[] FixedControls =
        ["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<think>", "</think>", "<|splitter|>", "<|continue|>"];

    private readonly List<string> _texts = [];
    private readonly List<int> _types = [];

    internal ModelVocabulary(int size, int cacheTokens)
    {
        foreach (char letter in ByteLetters())
        {
            Add(letter.ToString(), NormalType);
        }

        foreach (string pair in MergePairs)
        {
            Add(pair.Replace(" ", "", StringComparison.Ordinal), NormalType);
        }

        for (int filler = size - MinSize(cacheTokens); filler > 0; filler--)
        {
            Add(string.Create(CultureInfo.InvariantCulture, $"Ġw{filler}"), NormalType);
        }

        EndOfText = Add(FixedControls[0], ControlType);
        TurnStart = Add(FixedControls[1], ControlType);
        TurnEnd = Add(FixedControls[2], ControlType);
        OpeningDelimiter = Add(FixedControls[3], UserDefinedType);
        ClosingDelimiter = Add(FixedControls[4], UserDefinedType);
        Split = Add(FixedControls[5], ControlType);
        Resume = Add(FixedControls[6], ControlType);
        CacheTokens =
        [
            .. Enumerable.Range(0, cacheTokens)
                .Select(i => Add(string.Create(CultureInfo.InvariantCulture, $"<|o_{i}|>"), ControlType)),
        ];
    }

    /// <summary>By token id; normal tokens in byte-level BPE's letters, as a file stores them.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary><c>&lt;|endoftext|&gt;</c></summary>
    public Token EndOfText { get; }

    /// <summary><c>&lt;|im_start|&gt;</c></summary>
    public Token TurnStart { get; }

    /// <summary><c>&lt;|im_end|&gt;</c>, which ends a generation.</summary>
    public Token TurnEnd { get; }

    /// <summary><c>&lt;think&gt;</c></summary>
    public Token OpeningDelimiter { get; }

    /// <summary><c>&lt;/think&gt;</c></summary>
    public Token ClosingDelimiter { get; }

    /// <summary><c>&lt;|splitter|&gt;</c></summary>
    public Token Split { get; }

    /// <summary><c>&lt;|continue|&gt;</c></summary>
    public Token Resume { get; }

    /// <summary><c>&lt;|o_0|&gt;</c> …</summary>
    public IReadOnlyList<Token> CacheTokens { get; }

    internal IReadOnlyList<int> Types => _types;

    internal static IReadOnlyList<string> Merges => MergePairs;

    /// <summary>The smallest vocabulary that holds every byte, merge and control token.</summary>
    public static int MinSize(int cacheTokens) => 256 + MergePairs.Length + FixedControls.Length + cacheTokens;

    private Token Add(string text, int type)
    {
        _texts.Add(text);
        _types.Add(type);
        return new Token(_texts.Count - 1);
    }

    // Byte-level BPE writes each byte as one visible letter: printable Latin-1 as itself, the rest, in order, from U+0100.
    private static IEnumerable<char> ByteLetters()
    {
        int replaced = 0;
        for (int value = 0; value < 256; value++)
        {
            bool isPrintable = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or >= 0xAE;
            yield return (char)(isPrintable ? value : 256 + replaced++);
        }
    }
}
