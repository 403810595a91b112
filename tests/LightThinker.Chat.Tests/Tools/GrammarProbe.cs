using System.Text;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Grammars;
using LightThinker.Engine.Grammars.Masks;
using LightThinker.Engine.Grammars.Matching;

namespace LightThinker.Chat.Tests.Tools;

/// <summary>
/// Asks the engine's grammar about texts, with a vocabulary of single bytes and some control tokens. One thread at a time.
/// </summary>
/// <param name="controls">Texts that are control tokens.</param>
internal sealed class GrammarProbe(params string[] controls) : IVocabulary
{
    private readonly string[] _controls = controls;

    public int Count => 256 + _controls.Length;

    public Token? BeginOfText => null;

    public bool AddsBeginOfText => false;

    public IReadOnlyList<string> ControlTexts => _controls;

    public ReadOnlySpan<byte> GetBytes(Token token) =>
        token.Id < 256 ? new[] { (byte)token.Id } : Encoding.UTF8.GetBytes(_controls[token.Id - 256]);

    public bool IsControl(Token token) => token.Id >= 256;

    public bool IsEndOfGeneration(Token token) => false;

    public Token? Find(string text) => FindId(text) is { } id ? new Token(id) : null;

    public int? FindId(string text) => Array.IndexOf(_controls, text) is >= 0 and var index ? 256 + index : null;

    public IReadOnlyList<Token> Tokenize(string text) =>
        [.. Encoding.UTF8.GetBytes(text).Select(value => new Token(value))];

    /// <summary>Whether a text, with its control texts as control tokens, matches the whole grammar.</summary>
    public bool Matches(string grammar, string text)
    {
        var state = new GrammarState(new GrammarMatcher(Grammar.Parse(grammar, this), new TokenTrie(this)));
        return Split(text).All(state.TryAccept) && state.CanEnd;
    }

    private IEnumerable<Token> Split(string text)
    {
        while (text.Length > 0)
        {
            var control = _controls.FirstOrDefault(known => text.StartsWith(known, StringComparison.Ordinal));
            var length = control?.Length ?? (char.IsHighSurrogate(text[0]) ? 2 : 1);
            foreach (var token in control is null ? Tokenize(text[..length]) : [new Token(FindId(control)!.Value)])
            {
                yield return token;
            }

            text = text[length..];
        }
    }
}
