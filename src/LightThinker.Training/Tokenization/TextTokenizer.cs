using Microsoft.ML.Tokenizers;

namespace LightThinker.Training.Tokenization;

/// <summary>Turns text into token ids and back. Thread-safe.</summary>
internal sealed class TextTokenizer
{
    private readonly BpeTokenizer _bpe;
    private readonly (string Text, int Id)[] _words;

    public TextTokenizer(Vocabulary vocabulary)
    {
        Vocabulary = vocabulary;
        _words = [.. vocabulary.Words.OrderByDescending(word => word.Length).Select(word => (word, vocabulary.Special(word)))];
        _bpe = BpeTokenizer.Create(new BpeOptions(vocabulary.Tokens.Take(vocabulary.FirstSpecial)
            .Select((token, id) => KeyValuePair.Create(token, id)))
        {
            Merges = vocabulary.Merges,
            PreTokenizer = new RegexPreTokenizer(vocabulary.Split.Pieces, null),
            ByteLevel = true,
        });
    }

    public Vocabulary Vocabulary { get; }

    /// <summary>Plain text only: a special token's name in it is text.</summary>
    public IReadOnlyList<int> Encode(string text) => _words.Length == 0 ? _bpe.EncodeToIds(text) : EncodeAround(text);

    /// <summary>Plain tokens only.</summary>
    public string Decode(IEnumerable<int> ids) => _bpe.Decode(ids) ?? "";

    private List<int> EncodeAround(string text)
    {
        var ids = new List<int>();
        int start = 0;
        while (start < text.Length)
        {
            var (at, word) = _words
                .Select(candidate => (At: text.IndexOf(candidate.Text, start, StringComparison.Ordinal), Word: candidate))
                .Where(found => found.At >= 0)
                .OrderBy(found => found.At)
                .DefaultIfEmpty((At: text.Length, Word: (Text: "", Id: -1)))
                .First();
            ids.AddRange(_bpe.EncodeToIds(text[start..at]));
            if (word.Id >= 0)
            {
                ids.Add(word.Id);
            }

            start = at + word.Text.Length;
        }

        return ids;
    }
}
