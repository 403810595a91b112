using System.Text;
using System.Text.Json;

namespace LightThinker.Server.IntegrationTests.Contract;

/// <summary>A token in the report of an answer, with those that could have stood in its place. Immutable.</summary>
internal sealed record AnswerToken(string Text, byte[] Bytes, double Logprob, IReadOnlyList<(string Text, double Logprob)> Top)
{
    /// <summary>The tokens of a report; none where it is null.</summary>
    public static IEnumerable<AnswerToken> ReadAll(JsonElement logprobs) =>
        logprobs.ValueKind == JsonValueKind.Null ? [] : logprobs.GetProperty("content").EnumerateArray().Select(Read);

    private static AnswerToken Read(JsonElement token) => new(
        TextOf(token),
        [.. token.GetProperty("bytes").EnumerateArray().Select(value => value.GetByte())],
        token.GetProperty("logprob").GetDouble(),
        [.. token.GetProperty("top_logprobs").EnumerateArray().Select(top => (TextOf(top), top.GetProperty("logprob").GetDouble()))]);

    private static string TextOf(JsonElement token)
    {
        string text = token.GetProperty("token").GetString()!;
        byte[] bytes = [.. token.GetProperty("bytes").EnumerateArray().Select(value => value.GetByte())];
        Assert.Equal(Encoding.UTF8.GetString(bytes), text);
        return text;
    }
}
