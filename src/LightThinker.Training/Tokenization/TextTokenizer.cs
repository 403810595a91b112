using Microsoft.ML.Tokenizers;

namespace LightThinker.Training.Tokenization;

/// <summary>Turns text into token ids and back. Thread-safe.</summary>
internal sealed class TextTokenizer
{
    private readonly BpeTokenizer _bpe;

    public TextTokenizer(Vocabulary vocabulary)
    {
        Vocabulary = vocabulary;
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
    public IReadOnlyList<int> Encode(string text) => _bpe.EncodeToIds(text);

    /// <summary>Plain tokens only.</summary>
    public string Decode(IEnumerable<int> ids) => _bpe.Decode(ids) ?? "";
}
