using System.Text;
using System.Text.Json;

namespace LightThinker.Server.IntegrationTests.Contract;

/// <summary>Each feature of the chat protocol, whole and streamed, against the public schema and against each other.</summary>
[Collection(RunningServerTests.Name)]
public sealed class ChatMatrixTests(RunningServer server)
{
    private const double Tolerance = 1e-3;

    public static TheoryData<string> Features => [.. ChatFeatures.Names];

    [Theory]
    [MemberData(nameof(Features))]
    public async Task Answer_WholeAndStreamed_KeepsToTheSchemaAndIsTheSame(string feature)
    {
        Dictionary<string, JsonElement> body = ChatFeatures.Body(feature);

        ChatAnswer whole = await ChatAnswer.AskAsync(server, body);
        ChatAnswer stream = await ChatAnswer.StreamAsync(server, body, withUsage: true);
        ChatAnswer withoutUsage = await ChatAnswer.StreamAsync(server, body, withUsage: false);

        AssertSame(whole, stream);
        AssertSame(whole, withoutUsage);
        Assert.Equal(whole.Usage!.Value.GetRawText(), stream.Usage!.Value.GetRawText());
        AssertAddsUp(whole, body);
        Assert.All(whole.Choices, choice => AssertEndsAsItSays(choice, body));
        Assert.All(whole.Choices, choice => AssertTokensAreTheAnswers(choice, body));
    }

    private static void AssertSame(ChatAnswer whole, ChatAnswer stream)
    {
        Assert.Equal(whole.Choices.Count, stream.Choices.Count);
        foreach ((ChoiceText one, ChoiceText other) in whole.Choices.Zip(stream.Choices))
        {
            Assert.Equal(one.Reasoning, other.Reasoning);
            Assert.Equal(one.Content, other.Content);
            Assert.Equal(one.Calls, other.Calls);
            Assert.Equal(one.FinishReason, other.FinishReason);
            Assert.Equal(one.TokenIds, other.TokenIds);
            Assert.Equal(one.Tokens.Select(token => token.Text), other.Tokens.Select(token => token.Text));
            Assert.All(one.Tokens.Zip(other.Tokens), pair =>
            {
                Assert.Equal(pair.First.Logprob, pair.Second.Logprob, Tolerance);
                Assert.Equal(pair.First.Top.Count, pair.Second.Top.Count);
            });
        }
    }

    private static void AssertAddsUp(ChatAnswer answer, Dictionary<string, JsonElement> body)
    {
        JsonElement usage = answer.Usage!.Value;
        int prompt = usage.GetProperty("prompt_tokens").GetInt32();
        int completion = usage.GetProperty("completion_tokens").GetInt32();
        int reasoning = usage.GetProperty("completion_tokens_details").GetProperty("reasoning_tokens").GetInt32();
        int choices = body.TryGetValue("n", out JsonElement n) ? n.GetInt32() : 1;
        int limit = (body.TryGetValue("max_tokens", out JsonElement max) ? max : body["max_completion_tokens"]).GetInt32();

        Assert.Equal(choices, answer.Choices.Count);
        Assert.Equal(usage.GetProperty("total_tokens").GetInt32(), prompt + completion);
        Assert.InRange(prompt, 1, 1000);
        Assert.InRange(completion, choices, choices * limit);
        Assert.InRange(reasoning, answer.Choices.Any(choice => choice.Reasoning.Length > 0) ? 1 : 0, completion);
        Assert.InRange(usage.GetProperty("prompt_tokens_details").GetProperty("cached_tokens").GetInt32(), 0, prompt);
        AssertIdsAddUp(answer.Choices, IsOn(body, "return_token_ids") || IsOn(body, "return_tokens") ? completion : 0);
        if (answer.Choices.All(choice => choice.FinishReason == "length"))
        {
            Assert.Equal(choices * limit, completion);
        }
    }

    // The token that ends an answer is counted, but not listed.
    private static void AssertIdsAddUp(IReadOnlyList<ChoiceText> choices, int tokens)
    {
        int ended = choices.Count(choice => choice.FinishReason != "length");
        Assert.InRange(choices.Sum(choice => choice.TokenIds.Count), Math.Max(0, tokens - ended), tokens);
    }

    private static void AssertEndsAsItSays(ChoiceText choice, Dictionary<string, JsonElement> body)
    {
        bool hasTools = body.TryGetValue("tool_choice", out JsonElement tools)
            && !(tools.ValueKind == JsonValueKind.String && tools.ValueEquals("none"));
        Assert.Contains(choice.FinishReason, hasTools ? ["tool_calls", "length"] : (string[])["stop", "length"]);
        if (choice.FinishReason == "tool_calls")
        {
            Assert.Equal("", choice.Content);
            Assert.Single(choice.Calls);
            Assert.All(choice.Calls, call => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(call.Arguments).RootElement.ValueKind));
        }

        if (body.ContainsKey("response_format") && choice.FinishReason == "stop")
        {
            Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(choice.Content).RootElement.ValueKind);
        }
    }

    private static void AssertTokensAreTheAnswers(ChoiceText choice, Dictionary<string, JsonElement> body)
    {
        if (!IsOn(body, "logprobs"))
        {
            Assert.Empty(choice.Tokens);
            return;
        }

        int top = body.TryGetValue("top_logprobs", out JsonElement count) ? count.GetInt32() : 0;
        Assert.All(choice.Tokens, token =>
        {
            Assert.InRange(token.Logprob, -9999, 0);
            Assert.Equal(top, token.Top.Count);
            Assert.Equal(token.Top.OrderByDescending(entry => entry.Logprob).Select(entry => entry.Logprob), token.Top.Select(entry => entry.Logprob));
            Assert.All(token.Top.Where(entry => entry.Text == token.Text), entry => Assert.Equal(token.Logprob, entry.Logprob, Tolerance));
        });

        string text = Encoding.UTF8.GetString([.. choice.Tokens.SelectMany(token => token.Bytes)]);
        if (choice.Calls.Any())
        {
            Assert.All(choice.Calls, call => Assert.Contains(call.Arguments, text, StringComparison.Ordinal));
        }
        else if (body.ContainsKey("stop"))
        {
            // The tokens that a stop string cuts off were sampled too.
            Assert.StartsWith(choice.Content, text, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(choice.Content, text);
        }
    }

    private static bool IsOn(Dictionary<string, JsonElement> body, string field) =>
        body.TryGetValue(field, out JsonElement value) && value.ValueKind == JsonValueKind.True;
}
