using System.Text.Json;

namespace LightThinker.Server.Tests.Responses;

public sealed class ResponseLogprobsTests
{
    private const string Include = "\"include\":[\"message.output_text.logprobs\"]";

    // The script's token has logit 1 and the 263 others 0.
    private static readonly double Likeliest = 1 - Math.Log(Math.E + 263);

    [Fact]
    public async Task Logprobs_OfAResponse_AreThoseOfItsText()
    {
        await using TestServer server = await TestServer.StartAsync();

        JsonElement response = await server.AnswerAsync("{" + Include + ",\"top_logprobs\":2}");

        JsonElement[] entries = Entries(response.GetProperty("output")[1].GetProperty("content")[0]);
        Assert.Equal("Hi!", Text(entries));
        Assert.Equal(2, response.GetProperty("top_logprobs").GetInt32());
        Assert.Equal("bytes logprob token top_logprobs", Names(entries[0]));
        Assert.All(entries, entry =>
        {
            Assert.Equal(Likeliest, entry.GetProperty("logprob").GetDouble(), 1e-4);
            Assert.Equal(ResponsesClient.Text(entry, "token")[0], (char)entry.GetProperty("bytes")[0].GetInt32());
            JsonElement[] top = [.. entry.GetProperty("top_logprobs").EnumerateArray()];
            Assert.Equal(2, top.Length);
            Assert.Equal(ResponsesClient.Text(entry, "token"), ResponsesClient.Text(top[0], "token"));
            Assert.Equal(Likeliest - 1, top[1].GetProperty("logprob").GetDouble(), 1e-4);
            Assert.Equal("bytes logprob token", Names(top[1]));
        });
    }

    [Fact]
    public async Task Logprobs_InAStream_AreThoseOfTheWholeResponse()
    {
        await using TestServer server = await TestServer.StartAsync();

        IReadOnlyList<JsonElement> events = await server.StreamAsync("{" + Include + ",\"top_logprobs\":1}");

        JsonElement[] deltas = [.. Events(events, "response.output_text.delta").SelectMany(Entries)];
        JsonElement[] done = [.. Events(events, "response.output_text.done").SelectMany(Entries)];
        JsonElement[] whole = Entries(events[^1].GetProperty("response").GetProperty("output")[1].GetProperty("content")[0]);
        Assert.Equal("Hi!", Text(deltas));
        Assert.Equal(deltas.Select(entry => entry.GetRawText()), done.Select(entry => entry.GetRawText()));
        Assert.Equal(
            whole.Select(entry => entry.GetProperty("logprob").GetDouble()),
            deltas.Select(entry => entry.GetProperty("logprob").GetDouble()));

        // The protocol has no bytes in events.
        Assert.All(deltas, entry => Assert.Equal("logprob token top_logprobs", Names(entry)));
        Assert.All(deltas, entry => Assert.Equal("logprob token", Names(entry.GetProperty("top_logprobs")[0])));
        Assert.All(
            Events(events, "response.reasoning_text.delta"),
            item => Assert.False(item.TryGetProperty("logprobs", out _)));
    }

    [Fact]
    public async Task Logprobs_OfAResponseWithACall_LeaveOutTheCalls()
    {
        const string fields =
            "{" + Include + ""","compression":"none","tools":[{"type":"function","name":"now"}]}""";
        await using TestServer server = await TestServer.StartAsync(
            ScriptedModelLoader.Writing("Look: <tool_call>\n{\"name\": \"now\", \"arguments\": {}}\n</tool_call>"));

        JsonElement whole = await server.AnswerAsync(fields);
        JsonElement streamed = (await server.StreamAsync(fields))[^1].GetProperty("response");

        foreach (JsonElement response in (JsonElement[])[whole, streamed])
        {
            JsonElement[] output = [.. response.GetProperty("output").EnumerateArray()];
            Assert.Equal(["message", "function_call"], output.Select(item => ResponsesClient.Text(item, "type")));
            Assert.Equal("Look:", Text(Entries(output[0].GetProperty("content")[0])));
        }
    }

    [Fact]
    public async Task Logprobs_KeptWithAResponse_CanBeSentBack()
    {
        await using TestServer server = await TestServer.StartAsync();
        JsonElement first = await server.AnswerAsync("{" + Include + "}");
        string message = first.GetProperty("output")[1].GetRawText();

        JsonElement second = await server.AnswerAsync(
            $$"""{"store":false,"input":[{"role":"user","content":"Hello"},{{message}},{"role":"user","content":"More"}]}""");

        Assert.Equal("Hi!", ResponsesClient.OutputText(second));
    }

    [Fact]
    public async Task Logprobs_CountedWithoutBeingIncluded_AreNotThere()
    {
        await using TestServer server = await TestServer.StartAsync();

        JsonElement response = await server.AnswerAsync("""{"top_logprobs":3}""");

        Assert.Empty(Entries(response.GetProperty("output")[1].GetProperty("content")[0]));
    }

    private static string Names(JsonElement element) =>
        string.Join(' ', element.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));

    private static JsonElement[] Entries(JsonElement element) => [.. element.GetProperty("logprobs").EnumerateArray()];

    private static string Text(JsonElement[] entries) => string.Concat(entries.Select(entry => ResponsesClient.Text(entry, "token")));

    private static IEnumerable<JsonElement> Events(IReadOnlyList<JsonElement> events, string type) =>
        events.Where(item => ResponsesClient.Text(item, "type") == type);
}
