using System.Net.Http.Json;
using System.Text.Json;

namespace LightThinker.Server.IntegrationTests.EmbeddedModel;

/// <summary>Text completions of the embedded model, with a KV cache as exact as it can be.</summary>
public sealed class CompletionTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const double Tolerance = 1e-3;

    private readonly RunningServer _server = new("--Engine:KvCacheType=f32", "--Engine:FlashAttention=off");

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Echo_OfAPrompt_HasTheProbabilitiesOfAnswersToItsBeginnings()
    {
        JsonElement tokens = await PostAsync("tokenize", new { content = "of and to; 17 ! how 3" });
        int[] prompt = [.. tokens.GetProperty("tokens").EnumerateArray().Select(token => token.GetInt32())];

        // What the model, which was never taught such a text, writes: with probabilities as it was written, token by token.
        JsonElement written = await CompleteAsync(new
        {
            prompt,
            max_tokens = 40,
            temperature = 2,
            seed = 1,
            ignore_eos = true,
            compression = "none",
            logprobs = 3,
            return_token_ids = true,
        });
        int[] ids = [.. written.GetProperty("token_ids").EnumerateArray().Select(id => id.GetInt32())];
        JsonElement echoed = await CompleteAsync(new { prompt = (int[])[.. prompt, .. ids], max_tokens = 0, echo = true, logprobs = 3 });

        JsonElement own = written.GetProperty("logprobs");
        JsonElement all = echoed.GetProperty("logprobs");
        Assert.Equal(40, ids.Length);
        Assert.Equal(prompt.Length + ids.Length, all.GetProperty("tokens").GetArrayLength());
        Assert.Equal(Texts(own), Texts(all)[prompt.Length..]);
        double[] differences =
        [
            .. Numbers(own).Zip(Numbers(all)[prompt.Length..], Distance),
            .. Tops(own).Zip(Tops(all)[prompt.Length..]).SelectMany(pair => pair.First.Keys.Intersect(pair.Second.Keys)
                .Select(name => Distance(pair.First[name], pair.Second[name]))),
        ];
        output.WriteLine($"{differences.Length} probabilities, largest difference {differences.Max():E1}");
        Assert.InRange(Numbers(own).Count(logprob => logprob is < -0.05 and > -5), 5, 40);
        Assert.InRange(differences.Length, 120, 1000);
        Assert.InRange(differences.Max(), 0, Tolerance);
    }

    [Fact]
    public async Task Completion_OfAChatsPrompt_IsTheChatsAnswer()
    {
        JsonElement tokens = await PostAsync("tokenize", new { messages = new[] { new { role = "user", content = Problem.All[0].Question } } });

        JsonElement completion = await CompleteAsync(new { prompt = tokens.GetProperty("tokens"), max_tokens = 500, temperature = 0 });
        JsonElement chat = (await _server.AskAsync(Problem.All[0].Question, new { temperature = 0 })).GetProperty("choices")[0].GetProperty("message");

        string text = completion.GetProperty("text").GetString()!;
        Assert.StartsWith(chat.GetProperty("reasoning_content").GetString()!.Trim(), text.Trim(), StringComparison.Ordinal);
        Assert.EndsWith(chat.GetProperty("content").GetString()!.Trim(), text.Trim(), StringComparison.Ordinal);
        Assert.Equal("stop", completion.GetProperty("finish_reason").GetString());
    }

    // As probabilities: the model's 16-bit matrices are multiplied otherwise for many rows than for one, which moves the
    // logarithms of what is nearly impossible by some thousandths.
    private static double Distance(double first, double second) => Math.Abs(Math.Exp(first) - Math.Exp(second));

    private static string[] Texts(JsonElement logprobs) =>
        [.. logprobs.GetProperty("tokens").EnumerateArray().Select(token => token.GetString()!)];

    private static double[] Numbers(JsonElement logprobs) =>
        [.. logprobs.GetProperty("token_logprobs").EnumerateArray().Select(number => number.ValueKind == JsonValueKind.Null ? 0 : number.GetDouble())];

    private static Dictionary<string, double>[] Tops(JsonElement logprobs) =>
        [.. logprobs.GetProperty("top_logprobs").EnumerateArray().Select(top => top.ValueKind == JsonValueKind.Null
            ? []
            : top.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetDouble()))];

    private async Task<JsonElement> CompleteAsync(object fields)
    {
        Dictionary<string, JsonElement> body = JsonSerializer.SerializeToElement(fields).EnumerateObject()
            .ToDictionary(field => field.Name, field => field.Value);
        body["model"] = JsonSerializer.SerializeToElement("lightthinker-tiny");
        return (await PostAsync("v1/completions", body)).GetProperty("choices")[0];
    }

    private async Task<JsonElement> PostAsync(string path, object body)
    {
        using var response = await _server.Client.PostAsJsonAsync(path, body);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(response.IsSuccessStatusCode, answer.ToString());
        return answer;
    }
}
