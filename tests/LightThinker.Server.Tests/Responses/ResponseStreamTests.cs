using System.Text.Json;

namespace LightThinker.Server.Tests.Responses;

public sealed class ResponseStreamTests
{
    [Fact]
    public async Task Stream_OfAResponse_HasEveryEventInOrder()
    {
        await using TestServer server = await TestServer.StartAsync();

        IReadOnlyList<JsonElement> events = await server.StreamAsync();

        Assert.Equal(
            [
                "response.created", "response.in_progress",
                "response.output_item.added", "response.content_part.added", "response.reasoning_text.delta",
                "response.reasoning_text.done", "response.content_part.done", "response.output_item.done",
                "response.output_item.added", "response.content_part.added", "response.output_text.delta",
                "response.output_text.done", "response.content_part.done", "response.output_item.done",
                "response.completed",
            ],
            Types(events).Where((type, i) => i == 0 || type != Types(events)[i - 1]));
        Assert.Equal(Enumerable.Range(0, events.Count), events.Select(item => item.GetProperty("sequence_number").GetInt32()));
    }

    [Fact]
    public async Task Stream_ItsEvents_HaveTheProtocolsShape()
    {
        await using TestServer server = await TestServer.StartAsync();

        IReadOnlyList<JsonElement> events = await server.StreamAsync();

        string reasoning = ResponsesClient.Text(events[2].GetProperty("item"), "id");
        string message = ResponsesClient.Text(Last(events, "response.output_item.added").GetProperty("item"), "id");
        Assert.Equal(
            [
                $$$"""{"type":"response.output_item.added","sequence_number":2,"output_index":0,"item":{"type":"reasoning","id":"{{{reasoning}}}","status":"in_progress","summary":[],"content":[]}}""",
                $$$"""{"type":"response.content_part.added","sequence_number":3,"item_id":"{{{reasoning}}}","output_index":0,"content_index":0,"part":{"type":"reasoning_text","text":""}}""",
                $$$"""{"type":"response.reasoning_text.delta","sequence_number":4,"item_id":"{{{reasoning}}}","output_index":0,"content_index":0,"delta":"T"}""",
            ],
            events.Skip(2).Take(3).Select(item => item.GetRawText()));
        int end = events.Count - 1;
        Assert.Equal(
            [
                $$$"""{"type":"response.output_text.delta","sequence_number":{{{end - 4}}},"item_id":"{{{message}}}","output_index":1,"content_index":0,"delta":"!","logprobs":[]}""",
                $$$"""{"type":"response.output_text.done","sequence_number":{{{end - 3}}},"item_id":"{{{message}}}","output_index":1,"content_index":0,"text":"Hi!","logprobs":[]}""",
                $$$"""{"type":"response.content_part.done","sequence_number":{{{end - 2}}},"item_id":"{{{message}}}","output_index":1,"content_index":0,"part":{"type":"output_text","text":"Hi!","annotations":[],"logprobs":[]}}""",
                $$$"""{"type":"response.output_item.done","sequence_number":{{{end - 1}}},"output_index":1,"item":{"type":"message","id":"{{{message}}}","role":"assistant","status":"completed","content":[{"type":"output_text","text":"Hi!","annotations":[],"logprobs":[]}]}}""",
            ],
            events.Skip(end - 4).Take(4).Select(item => item.GetRawText()));
    }

    [Fact]
    public async Task Stream_ItsLastEvent_IsTheResponseThatARequestWithoutAStreamGets()
    {
        await using TestServer server = await TestServer.StartAsync();
        JsonElement whole = await server.AnswerAsync();

        IReadOnlyList<JsonElement> events = await server.StreamAsync();

        JsonElement last = events[^1].GetProperty("response");
        Assert.Equal(WithoutIds(whole), WithoutIds(last));
        Assert.Equal("Hi!", Join(events, "response.output_text.delta"));
        Assert.Equal("Two.\n\nB", Join(events, "response.reasoning_text.delta"));
        Assert.Equal(ResponsesClient.Text(events[0].GetProperty("response"), "id"), ResponsesClient.Text(last, "id"));
        Assert.False(events[0].GetProperty("response").TryGetProperty("usage", out _));
    }

    [Fact]
    public async Task Stream_AtItsLimit_EndsIncomplete()
    {
        await using TestServer server = await TestServer.StartAsync();

        IReadOnlyList<JsonElement> events = await server.StreamAsync("""{"max_output_tokens":3}""");

        JsonElement last = events[^1];
        Assert.Equal("response.incomplete", ResponsesClient.Text(last, "type"));
        Assert.Equal("incomplete", ResponsesClient.Text(last.GetProperty("response"), "status"));
        Assert.Equal("incomplete", ResponsesClient.Text(Last(events, "response.output_item.done").GetProperty("item"), "status"));
    }

    [Fact]
    public async Task Stream_WhenTheEngineBreaks_FailsAndIsNotKept()
    {
        await using TestServer server = await TestServer.StartAsync(
            new ScriptedModelLoader { Script = ["x"], TrainedContext = 1_000_000, CellCount = 1_000_000 });
        server.Model.Hold();
        using HttpResponseMessage response = await server.RespondAsync("""{"stream":true}""");

        server.Model.DecodeFailure = new InvalidOperationException("device lost");
        server.Model.Release();
        IReadOnlyList<JsonElement> events =
            ResponsesClient.Events(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(["error", "response.failed"], Types(events).TakeLast(2));
        Assert.Equal("engine_failed", ResponsesClient.Text(events[^2], "code"));
        JsonElement failed = events[^1].GetProperty("response");
        Assert.Equal("failed", ResponsesClient.Text(failed, "status"));
        Assert.Equal("server_error", ResponsesClient.Text(failed.GetProperty("error"), "code"));
        Assert.False(failed.GetProperty("store").GetBoolean());
    }

    private static string[] Types(IReadOnlyList<JsonElement> events) =>
        [.. events.Select(item => ResponsesClient.Text(item, "type"))];

    private static JsonElement Last(IReadOnlyList<JsonElement> events, string type) =>
        events.Last(item => ResponsesClient.Text(item, "type") == type);

    private static string Join(IReadOnlyList<JsonElement> events, string type) => string.Concat(events
        .Where(item => ResponsesClient.Text(item, "type") == type)
        .Select(item => ResponsesClient.Text(item, "delta")));

    private static string WithoutIds(JsonElement response)
    {
        string text = response.GetRawText();
        IEnumerable<string> ids = response.GetProperty("output").EnumerateArray().Append(response)
            .Select(item => ResponsesClient.Text(item, "id"));
        return ids.Aggregate(text, (left, id) => left.Replace(id, id[..id.IndexOf('_', StringComparison.Ordinal)], StringComparison.Ordinal));
    }
}
