using System.Text;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Phases;
using LightThinker.Engine.Sampling;
using LightThinker.Engine.Sequences;
using LightThinker.OpenAI.Chat;

namespace LightThinker.Server.ChatCompletions;

/// <summary>Writes sampled tokens as the protocol has them. Immutable and thread-safe.</summary>
/// <param name="vocabulary">The served model's.</param>
/// <param name="visible">Control tokens that are text of the answer.</param>
/// <param name="withLogprobs">Whether log probabilities were asked for.</param>
/// <param name="withIds">Whether token ids were asked for.</param>
internal sealed class TokenReport(
    IVocabulary vocabulary,
    IReadOnlySet<Token> visible,
    bool withLogprobs,
    bool withIds)
{
    // What JSON has no number for.
    private const double Impossible = -9999;

    /// <summary>The tokens of the answer's text; null unless asked for.</summary>
    public ChatLogprobs? Logprobs(IReadOnlyList<WrittenToken> tokens) => withLogprobs
        ? new ChatLogprobs { Content = [.. tokens.Where(IsOfTheAnswer).Select(Entry)] }
        : null;

    /// <summary>The ids of all tokens; null unless asked for.</summary>
    public IReadOnlyList<int>? Ids(IReadOnlyList<WrittenToken> tokens) =>
        withIds ? [.. tokens.Select(static token => token.Drawn.Token.Id)] : null;

    // Delimiters are no text.
    private bool IsOfTheAnswer(WrittenToken token) =>
        token.Phase == Phase.Answer
        && (!vocabulary.IsControl(token.Drawn.Token) || visible.Contains(token.Drawn.Token));

    private TokenLogprobEntry Entry(WrittenToken token) => new()
    {
        Token = TextOf(token.Drawn.Token),
        Bytes = BytesOf(token.Drawn.Token),
        Logprob = Finite(token.Drawn),
        TopLogprobs = [.. token.Top.Select(top => new TopLogprob
        {
            Token = TextOf(top.Token),
            Bytes = BytesOf(top.Token),
            Logprob = Finite(top),
        })],
    };

    private string TextOf(Token token) => Encoding.UTF8.GetString(vocabulary.GetBytes(token));

    private int[] BytesOf(Token token) => [.. vocabulary.GetBytes(token).ToArray().Select(static value => (int)value)];

    private static double Finite(TokenLogprob token) => Math.Max(token.Logprob, Impossible);
}
