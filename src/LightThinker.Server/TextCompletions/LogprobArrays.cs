using System.Text;
using System.Text.Unicode;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sampling;
using LightThinker.Engine.Sequences;
using LightThinker.OpenAI.Completions;

namespace LightThinker.Server.TextCompletions;

/// <summary>Gathers the tokens of one text into arrays. One per choice; not thread-safe.</summary>
/// <param name="vocabulary">The served model's.</param>
/// <param name="split">The token that is shown as a paragraph break when it was sampled; null for none.</param>
internal sealed class LogprobArrays(IVocabulary vocabulary, Token? split)
{
    // What JSON has no number for.
    private const double Impossible = -9999;

    private readonly List<string> _tokens = [];
    private readonly List<double?> _logprobs = [];
    private readonly List<IReadOnlyDictionary<string, double>?> _top = [];
    private readonly List<int> _offsets = [];
    private int _characters;

    /// <summary>Adds a prompt's first token, which has no probability.</summary>
    public void AddFirst(Token token) => Add(token, BytesInText(token), null, null);

    /// <summary>Adds further tokens of a prompt.</summary>
    public void AddPrompt(IEnumerable<WrittenToken> tokens)
    {
        foreach (WrittenToken token in tokens)
        {
            Add(token, BytesInText(token.Drawn.Token));
        }
    }

    /// <summary>Adds sampled tokens.</summary>
    public void AddSampled(IEnumerable<WrittenToken> tokens)
    {
        foreach (WrittenToken token in tokens)
        {
            Add(token, token.Drawn.Token == split ? "\n\n"u8 : BytesInText(token.Drawn.Token));
        }
    }

    /// <summary>What was added since the last call; offsets go on.</summary>
    public CompletionLogprobs Take()
    {
        var taken = new CompletionLogprobs
        {
            Tokens = [.. _tokens],
            TokenLogprobs = [.. _logprobs],
            TopLogprobs = [.. _top],
            TextOffset = [.. _offsets],
        };
        _tokens.Clear();
        _logprobs.Clear();
        _top.Clear();
        _offsets.Clear();
        return taken;
    }

    private void Add(WrittenToken token, ReadOnlySpan<byte> text)
    {
        // The token itself is listed too, where it is not among the likeliest.
        var top = new Dictionary<string, double>();
        foreach (TokenLogprob entry in token.Top.Append(token.Drawn))
        {
            top.TryAdd(Name(entry.Token), Finite(entry));
        }

        Add(token.Drawn.Token, text, Finite(token.Drawn), top);
    }

    // A character belongs to the token that holds its first byte.
    private void Add(Token token, ReadOnlySpan<byte> text, double? logprob, IReadOnlyDictionary<string, double>? top)
    {
        bool isInside = text.Length > 0 && IsContinuation(text[0]);
        _offsets.Add(Math.Max(0, _characters - (isInside ? 1 : 0)));
        foreach (byte value in text)
        {
            _characters += IsContinuation(value) ? 0 : 1;
        }

        _tokens.Add(Name(token));
        _logprobs.Add(logprob);
        _top.Add(top);
    }

    private ReadOnlySpan<byte> BytesInText(Token token) => vocabulary.IsControl(token) ? [] : vocabulary.GetBytes(token);

    private string Name(Token token)
    {
        ReadOnlySpan<byte> bytes = vocabulary.GetBytes(token);
        return Utf8.IsValid(bytes)
            ? Encoding.UTF8.GetString(bytes)
            : $"bytes:{string.Concat(bytes.ToArray().Select(static value => $"\\x{value:x2}"))}";
    }

    private static bool IsContinuation(byte value) => (value & 0xC0) == 0x80;

    private static double Finite(TokenLogprob token) => Math.Max(token.Logprob, Impossible);
}
