using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sequences;

namespace LightThinker.Server.TextCompletions;

/// <summary>Writes texts and their tokens as the protocol has them. Immutable and thread-safe.</summary>
/// <param name="shape">What the answer consists of.</param>
/// <param name="vocabulary">The served model's.</param>
/// <param name="split">The token that is shown as a paragraph break when it was sampled; null for none.</param>
internal sealed class CompletionText(CompletionShape shape, IVocabulary vocabulary, Token? split)
{
    /// <summary>What an answer begins with; empty unless it is to be echoed.</summary>
    public string EchoOf(int prompt) => shape.Echoes ? shape.Prompts[prompt].Text : "";

    /// <summary>Starts the report of one choice's tokens; null unless it was asked for.</summary>
    public LogprobArrays? CreateLogprobs() => shape.HasLogprobs ? new LogprobArrays(vocabulary, split) : null;

    /// <summary>Adds an echoed prompt's tokens to a choice's report; nothing unless it is to be echoed.</summary>
    /// <param name="prompt">Which prompt.</param>
    /// <param name="tokens">Its tokens from the second on.</param>
    /// <param name="logprobs">The report.</param>
    public void AddEcho(int prompt, IReadOnlyList<WrittenToken> tokens, LogprobArrays logprobs)
    {
        if (shape.Echoes)
        {
            logprobs.AddFirst(shape.Prompts[prompt].Tokens[0]);
            logprobs.AddPrompt(tokens);
        }
    }

    /// <summary>The ids of sampled tokens; null unless asked for.</summary>
    public IReadOnlyList<int>? Ids(IReadOnlyList<WrittenToken> tokens) =>
        shape.HasTokenIds ? [.. tokens.Select(static token => token.Drawn.Token.Id)] : null;
}
