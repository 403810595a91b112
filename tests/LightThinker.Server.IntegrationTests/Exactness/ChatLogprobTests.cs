using System.Net.Http.Json;
using System.Text.Json;
using LightThinker.Engine.Decoding;
using LightThinker.TestKit.Models;
using LightThinker.TestKit.Reference;

namespace LightThinker.Server.IntegrationTests.Exactness;

/// <summary>
/// The log probabilities of chats over HTTP against a forward pass in plain loops: they are of the raw logits, whatever changed
/// the draw, and of what is visible after compression.
/// </summary>
public sealed class ChatLogprobTests(ITestOutputHelper output)
{
    private const double Tolerance = 1e-3;
    private const int Top = 20;
    private const int MaxTokens = 100;

    // Makes a model of random weights end its thoughts often enough.
    private const int SplitBias = 9;

    private static readonly object Sampling = new
    {
        temperature = 1.7,
        top_p = 0.9,
        repeat_penalty = 1.2,
        frequency_penalty = 0.5,
        xtc_probability = 0.5,
        dry_multiplier = 0.8,
    };

    [Theory]
    [InlineData(ModelArchitecture.Llama, "lightthinker")]
    [InlineData(ModelArchitecture.Qwen2, "lightthinker")]
    [InlineData(ModelArchitecture.Qwen2, "none")]
    public async Task Logprobs_UnderSamplersAndBiases_AreThoseOfTheRawLogits(ModelArchitecture architecture, string compression)
    {
        var model = GeneratedModel.Create(new ModelShape { Architecture = architecture, CompressesAnswer = true });
        var choice = await AskAsync(model, new { compression, grammar = (string?)null });

        int splits = choice.Ids.Count(id => id == model.Vocabulary.Split);
        Assert.InRange(splits, 4, MaxTokens);
        Check(model, choice, compresses: compression == "lightthinker");
    }

    [Fact]
    public async Task Logprobs_UnderAGrammarThatRejectsNearlyAll_AreThoseOfTheRawLogits()
    {
        var model = GeneratedModel.Create(new ModelShape { Architecture = ModelArchitecture.Qwen2 });
        var choice = await AskAsync(model, new { compression = "none", grammar = "root ::= (\"yes \" | \"no \"){20}" });

        Assert.All(choice.Entries, entry => Assert.Contains(entry.GetProperty("token").GetString()!, "yes no "));
        Assert.InRange(choice.Entries.Count, 40, MaxTokens);
        Check(model, choice, compresses: false);
    }

    private static async Task<Choice> AskAsync(GeneratedModel model, object fields)
    {
        using var file = TemporaryModelFile.Write(model);
        await using var server = new RunningServer(
            $"--Model:Path={file.Path}",
            "--Model:Id=lightthinker-tiny",
            "--Engine:ContextCells=2048",
            "--Engine:KvCacheType=f32",
            "--Engine:FlashAttention=off",
            "--Embeddings:Enabled=false");
        await server.InitializeAsync();
        var body = RunningServer.Body("tell me what it is and what the other thing was", fields);
        foreach (var field in JsonSerializer.SerializeToElement(Sampling).EnumerateObject())
        {
            body[field.Name] = field.Value;
        }

        body["seed"] = 5;
        body["max_tokens"] = MaxTokens;
        body["logprobs"] = true;
        body["top_logprobs"] = Top;
        body["return_token_ids"] = true;
        body["logit_bias"] = new Dictionary<string, int>
        {
            [$"{model.Vocabulary.Split.Id}"] = SplitBias,
            [$"{model.Vocabulary.OpeningDelimiter.Id}"] = -100,
            [$"{model.Vocabulary.ClosingDelimiter.Id}"] = -100,
        };
        using var tokens = await server.Client.PostAsJsonAsync("tokenize", new { messages = body["messages"] });
        using var answer = await server.Client.PostAsJsonAsync("v1/chat/completions", body);
        var prompt = await tokens.Content.ReadFromJsonAsync<JsonElement>();
        var whole = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.IsSuccessStatusCode, whole.ToString());
        var choice = whole.GetProperty("choices")[0];
        return new Choice(
            Tokens(prompt.GetProperty("tokens")),
            Tokens(choice.GetProperty("token_ids")),
            [.. choice.GetProperty("logprobs").GetProperty("content").EnumerateArray()]);
    }

    private void Check(GeneratedModel model, Choice choice, bool compresses)
    {
        var vocabulary = model.Vocabulary;
        var scheme = LightThinkerScheme.Of(model) with { CompressesAnswer = compresses };
        var trace = new LightThinkerTrace(scheme, choice.Prompt);
        foreach (Token id in choice.Ids)
        {
            trace.Sample(id);
        }

        float[][] logits = new ReferenceTransformer(model).Evaluate(trace.Tokens, trace.Mask);

        // What was forced is not listed, nor are control tokens: they are no text.
        var listed = choice.Ids.Zip(trace.SampledFrom)
            .Where(pair => pair.First != vocabulary.Split && pair.First != vocabulary.TurnStart).ToList();
        Assert.Equal(listed.Count, choice.Entries.Count);
        double largest = listed.Zip(choice.Entries).Max(pair =>
            Compare(LogSoftmax(logits[pair.First.Second]), pair.First.First, pair.Second));
        output.WriteLine($"{listed.Count} tokens, {trace.Compressions} compressions, largest difference {largest:E1}");
        Assert.InRange(largest, 0, Tolerance);
    }

    // The drawn token's, and the likeliest ones' in order.
    private static double Compare(double[] expected, Token token, JsonElement entry)
    {
        double drawn = Math.Abs(entry.GetProperty("logprob").GetDouble() - expected[token.Id]);
        var top = entry.GetProperty("top_logprobs").EnumerateArray().Select(item => item.GetProperty("logprob").GetDouble()).ToList();
        Assert.Equal(Top, top.Count);
        return expected.OrderDescending().Zip(top, (want, got) => Math.Abs(want - got)).Append(drawn).Max();
    }

    private static double[] LogSoftmax(float[] logits)
    {
        double max = logits.Max();
        double normalizer = max + Math.Log(logits.Sum(logit => Math.Exp(logit - max)));
        return [.. logits.Select(logit => logit - normalizer)];
    }

    private static List<Token> Tokens(JsonElement ids) => [.. ids.EnumerateArray().Select(id => new Token(id.GetInt32()))];

    private sealed record Choice(List<Token> Prompt, List<Token> Ids, List<JsonElement> Entries);
}
