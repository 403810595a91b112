using LightThinker.Chat.Templates;
using LightThinker.Engine.Decoding;

namespace LightThinker.Server.Generations;

/// <summary>Turns a rendered prompt into tokens. Stateless.</summary>
internal static class PromptTokenizer
{
    /// <summary>
    /// Control tokens come only from where the template wrote them; all else is plain text. The begin-of-text token is
    /// added where the model wants one and the template has not written it.
    /// </summary>
    public static IReadOnlyList<Token> Tokenize(PromptText prompt, IVocabulary vocabulary)
    {
        var tokens = new List<Token>();
        foreach (PromptSegment segment in prompt.Segments)
        {
            if (segment.IsControl && vocabulary.Find(segment.Text) is { } control)
            {
                tokens.Add(control);
            }
            else
            {
                tokens.AddRange(vocabulary.Tokenize(segment.Text));
            }
        }

        if (vocabulary is { AddsBeginOfText: true, BeginOfText: { } begin } && (tokens.Count == 0 || tokens[0] != begin))
        {
            tokens.Insert(0, begin);
        }

        return tokens;
    }
}
