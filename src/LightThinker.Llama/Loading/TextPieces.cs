namespace LightThinker.Llama.Loading;

/// <summary>
/// Cuts long text before it is tokenised. The BPE tokenisers of many models (DeepSeek, Mistral Nemo, GPT-4o and others)
/// split words by <c>std::regex</c>, which recurses at every character of a match: 5,000 letters in a row overflow a stack
/// of 1.5 MB and end the process, 25,000 one of 8 MB. Stateless and thread-safe.
/// </summary>
internal static class TextPieces
{
    /// <summary>Most characters of a piece; a match takes about 320 bytes of stack per character.</summary>
    public const int MaxLength = 2000;

    /// <summary>Length of the first piece: the whole text where it is short enough.</summary>
    public static int FirstLength(ReadOnlySpan<char> text)
    {
        if (text.Length <= MaxLength)
        {
            return text.Length;
        }

        for (int cut = MaxLength; cut > MaxLength / 2; cut--)
        {
            if (IsWordEnd(text, cut))
            {
                return cut;
            }
        }

        return char.IsSurrogatePair(text[MaxLength - 1], text[MaxLength]) ? MaxLength - 1 : MaxLength;
    }

    /// <summary>
    /// Whether a word ends and something that begins the next one follows: these patterns all split there, so that the cut
    /// changes no token. A word without such a place in 1,000 characters is cut anywhere.
    /// </summary>
    private static bool IsWordEnd(ReadOnlySpan<char> text, int at) =>
        char.IsLetter(text[at - 1])
        && (text[at] == ' '
            ? char.IsLetter(text[at + 1 < text.Length ? at + 1 : at])
            : char.IsPunctuation(text[at]) && text[at] is not ('\'' or '’'));
}
