namespace LightThinker.Training.Tokenization;

/// <summary>
/// Learns a byte-level BPE vocabulary: the most frequent pair of neighbours becomes a token, again and again. Digits are
/// never merged, except with the space before them, so that every digit has a token of its own. Stateless and thread-safe.
/// </summary>
internal static class BpeTrainer
{
    private const char Space = '\u0120';

    /// <param name="texts">What to learn from.</param>
    /// <param name="size">Tokens wanted, special ones included; fewer where nothing repeats any more.</param>
    /// <param name="special">Appended behind the learnt tokens.</param>
    public static Vocabulary Train(IEnumerable<string> texts, int size, IReadOnlyList<string> special)
    {
        var words = CountWords(texts);
        var tokens = ByteAlphabet.Characters.Select(character => character.ToString()).ToList();
        var merges = new List<string>();
        foreach (char digit in "0123456789")
        {
            Merge(words, tokens, merges, (Space.ToString(), digit.ToString()));
        }

        while (tokens.Count + special.Count < size && MostFrequent(words) is { } pair)
        {
            Merge(words, tokens, merges, pair);
        }

        return new Vocabulary([.. tokens, .. special], merges, special.Count);
    }

    private static List<BpeWord> CountWords(IEnumerable<string> texts)
    {
        var counts = new Dictionary<string, int>();
        foreach (string text in texts)
        {
            foreach (System.Text.RegularExpressions.Match piece in TextSplit.Gpt2.Pieces.Matches(text))
            {
                string word = ByteAlphabet.Encode(piece.Value);
                counts[word] = counts.GetValueOrDefault(word) + 1;
            }
        }

        return [.. counts.Select(pair => new BpeWord([.. pair.Key.Select(c => c.ToString())], pair.Value))];
    }

    private static (string Left, string Right)? MostFrequent(List<BpeWord> words)
    {
        var counts = new Dictionary<(string, string), int>();
        foreach (var word in words)
        {
            for (int i = 1; i < word.Parts.Count; i++)
            {
                if (!HasDigit(word.Parts[i - 1]) && !HasDigit(word.Parts[i]))
                {
                    var pair = (word.Parts[i - 1], word.Parts[i]);
                    counts[pair] = counts.GetValueOrDefault(pair) + word.Count;
                }
            }
        }

        // Equal counts are told apart by the text, so that the result does not depend on a dictionary's order.
        var best = counts
            .Where(pair => pair.Value > 1)
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key.Item1, StringComparer.Ordinal)
            .ThenBy(pair => pair.Key.Item2, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.Value > 1 ? best.Key : null;
    }

    private static void Merge(List<BpeWord> words, List<string> tokens, List<string> merges, (string Left, string Right) pair)
    {
        foreach (var word in words)
        {
            word.Merge(pair.Left, pair.Right);
        }

        // Two different pairs can make the same text; the token is there once.
        if (!tokens.Contains(pair.Left + pair.Right))
        {
            tokens.Add(pair.Left + pair.Right);
        }

        merges.Add($"{pair.Left} {pair.Right}");
    }

    private static bool HasDigit(string part) => part.Any(char.IsAsciiDigit);
}
