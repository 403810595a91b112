using System.Buffers;
using System.Text;

namespace LightThinker.Llama.Grammars;

/// <summary>
/// Bounds on grammar text. llama.cpp's parser recurses at every bracket and its check for left recursion at every rule, so
/// that a large enough grammar overflows the stack and ends the process. Stateless and thread-safe.
/// </summary>
internal static class GrammarLimits
{
    /// <summary>Most bytes of UTF-8.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>Most brackets open at once.</summary>
    public const int MaxDepth = 64;

    /// <summary>Most rules: those defined, one per bracket and one per repetition.</summary>
    public const int MaxRules = 4096;

    private static readonly SearchValues<char> Structure = SearchValues.Create("\"[#()=*+?{");

    /// <exception cref="ArgumentException">The grammar is empty, too long or nested too deeply; the message says which.</exception>
    public static void Check(string grammar)
    {
        int bytes = Encoding.UTF8.GetByteCount(grammar);
        Require(!string.IsNullOrWhiteSpace(grammar), "The grammar is empty.");
        Require(!grammar.Contains('\0'), "The grammar contains a zero character.");
        Require(bytes <= MaxBytes, $"The grammar has {bytes} bytes; at most {MaxBytes} are allowed.");

        int depth = 0;
        int rules = 0;
        ReadOnlySpan<char> rest = grammar;
        for (int at = rest.IndexOfAny(Structure); at >= 0; at = rest.IndexOfAny(Structure))
        {
            char mark = rest[at];
            rest = rest[(at + 1)..];
            switch (mark)
            {
                case '"':
                    rest = SkipBehind(rest, '"');
                    break;
                case '[':
                    rest = SkipBehind(rest, ']');
                    break;
                case '#':
                    rest = SkipLine(rest);
                    break;
                case '(':
                    rules++;
                    depth++;
                    Require(depth <= MaxDepth, $"The grammar nests more than {MaxDepth} brackets.");
                    break;
                case ')':
                    depth--;
                    break;
                default:
                    rules++;
                    break;
            }
        }

        Require(rules <= MaxRules, $"The grammar has {rules} rules, brackets and repetitions; at most {MaxRules} are allowed.");
    }

    private static ReadOnlySpan<char> SkipBehind(ReadOnlySpan<char> text, char end)
    {
        int at = 0;
        while (at < text.Length && text[at] != end)
        {
            at += text[at] == '\\' ? 2 : 1;
        }

        return at < text.Length ? text[(at + 1)..] : [];
    }

    private static ReadOnlySpan<char> SkipLine(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAny('\r', '\n');
        return end < 0 ? [] : text[end..];
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new ArgumentException(message);
        }
    }
}
