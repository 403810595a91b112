using System.Net;
using System.Text.Json;

namespace LightThinker.Server.Tests.Responses;

public sealed class StoredResponsesTests
{
    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"stream":true}""")]
    [InlineData("""{"max_output_tokens":3}""")]
    public async Task Response_ThatEnded_CanBeGot(string fields)
    {
        await using TestServer server = await TestServer.StartAsync();
        JsonElement response = fields.Contains("stream", StringComparison.Ordinal)
            ? (await server.StreamAsync())[^1].GetProperty("response")
            : await server.AnswerAsync(fields);

        using HttpResponseMessage got = await server.GetAsync("/v1/responses/" + ResponsesClient.Text(response, "id"));

        Assert.Equal(HttpStatusCode.OK, got.StatusCode);
        Assert.Equal("application/json", got.Content.Headers.ContentType!.MediaType);
        Assert.Equal(response.GetRawText(), (await TestServer.ReadAsync(got)).GetRawText());
    }

    [Fact]
    public async Task Response_NotToBeStored_IsGone()
    {
        await using TestServer server = await TestServer.StartAsync();
        string id = ResponsesClient.Text(await server.AnswerAsync("""{"store":false}"""), "id");

        using HttpResponseMessage got = await server.GetAsync("/v1/responses/" + id);
        using HttpResponseMessage continued = await server.RespondAsync($$"""{"previous_response_id":"{{id}}"}""");

        await AssertErrorAsync(got, HttpStatusCode.NotFound, "response_not_found", "response_id");
        await AssertErrorAsync(continued, HttpStatusCode.BadRequest, "previous_response_not_found", "previous_response_id");
    }

    [Fact]
    public async Task Response_Deleted_IsGone()
    {
        await using TestServer server = await TestServer.StartAsync();
        string id = ResponsesClient.Text(await server.AnswerAsync(), "id");
        var path = new Uri("/v1/responses/" + id, UriKind.Relative);

        using HttpResponseMessage first = await server.Client.DeleteAsync(path, TestContext.Current.CancellationToken);
        using HttpResponseMessage second = await server.Client.DeleteAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(
            $$"""{"id":"{{id}}","object":"response","deleted":true}""",
            (await TestServer.ReadAsync(first)).GetRawText());
        await AssertErrorAsync(second, HttpStatusCode.NotFound, "response_not_found", "response_id");
    }

    [Fact]
    public async Task Response_Continued_HasTheSamePromptAsTheWholeConversation()
    {
        await using TestServer server = await TestServer.StartAsync();
        JsonElement first = await server.AnswerAsync("""{"instructions":"Be very kind."}""");

        JsonElement second = await server.AnswerAsync(
            $$"""{"previous_response_id":"{{ResponsesClient.Text(first, "id")}}","input":"More","instructions":"Be kind."}""");
        JsonElement whole = await server.AnswerAsync(
            """{"instructions":"Be kind.","input":[{"role":"user","content":"Hello"},{"role":"assistant","content":"Hi!"},{"role":"user","content":"More"}]}""");

        Assert.Equal(ResponsesClient.Text(first, "id"), ResponsesClient.Text(second, "previous_response_id"));
        Assert.Equal(InputTokens(whole), InputTokens(second));
    }

    [Fact]
    public async Task Response_ContinuedTwice_HasAllThatWasSaid()
    {
        await using TestServer server = await TestServer.StartAsync();
        string first = ResponsesClient.Text(await server.AnswerAsync("""{"input":"1"}"""), "id");
        string second = ResponsesClient.Text(
            await server.AnswerAsync($$"""{"previous_response_id":"{{first}}","input":"2"}"""), "id");
        string third = ResponsesClient.Text(
            await server.AnswerAsync($$"""{"previous_response_id":"{{second}}","input":"3"}"""), "id");

        Assert.Equal(["1", "Two.\n\nB", "Hi!", "2", "Two.\n\nB", "Hi!", "3"], await TextsAsync(server, third, "?order=asc"));
        Assert.Equal(["3", "Hi!"], await TextsAsync(server, third, "?limit=2"));
        Assert.Equal(["1"], await TextsAsync(server, first, ""));
    }

    [Fact]
    public async Task InputItems_ByPages_ComeAllAndOnce()
    {
        await using TestServer server = await TestServer.StartAsync();
        string id = ResponsesClient.Text(
            await server.AnswerAsync(
                """{"input":[{"role":"user","content":"1"},{"role":"user","content":"2"},{"role":"user","content":"3"}]}"""),
            "id");

        JsonElement first = await ReadPageAsync(server, id, "?limit=2");
        JsonElement second = await ReadPageAsync(server, id, $"?limit=2&after={ResponsesClient.Text(first, "last_id")}");

        Assert.True(first.GetProperty("has_more").GetBoolean());
        Assert.Equal(["3", "2"], Texts(first));
        Assert.Equal("list", ResponsesClient.Text(second, "object"));
        Assert.False(second.GetProperty("has_more").GetBoolean());
        Assert.Equal(["1"], Texts(second));
        Assert.Equal(ResponsesClient.Text(second, "first_id"), ResponsesClient.Text(second.GetProperty("data")[0], "id"));
    }

    [Theory]
    [InlineData("?limit=0", HttpStatusCode.BadRequest, "limit")]
    [InlineData("?limit=101", HttpStatusCode.BadRequest, "limit")]
    [InlineData("?limit=x", HttpStatusCode.BadRequest, "limit")]
    [InlineData("?before=msg_1", HttpStatusCode.BadRequest, "before")]
    [InlineData("?order=up", HttpStatusCode.BadRequest, "order")]
    [InlineData("?after=msg_none", HttpStatusCode.NotFound, "after")]
    public async Task InputItems_WithABadQuery_NameIt(string query, HttpStatusCode status, string param)
    {
        await using TestServer server = await TestServer.StartAsync();
        string id = ResponsesClient.Text(await server.AnswerAsync(), "id");

        using HttpResponseMessage response = await server.GetAsync($"/v1/responses/{id}/input_items{query}");

        JsonElement error = (await TestServer.ReadAsync(response)).GetProperty("error");
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(param, ResponsesClient.Text(error, "param"));
    }

    [Fact]
    public async Task Response_WithAReference_HasTheStoredItemsText()
    {
        await using TestServer server = await TestServer.StartAsync();
        JsonElement first = await server.AnswerAsync();
        string message = ResponsesClient.Text(first.GetProperty("output")[1], "id");

        JsonElement second = await server.AnswerAsync(
            $$"""{"input":[{"role":"user","content":"Hello"},{"type":"item_reference","id":"{{message}}"},{"role":"user","content":"More"}]}""");
        JsonElement untyped = await server.AnswerAsync(
            $$"""{"input":[{"role":"user","content":"Hello"},{"id":"{{message}}"},{"role":"user","content":"More"}]}""");
        JsonElement whole = await server.AnswerAsync(
            """{"input":[{"role":"user","content":"Hello"},{"role":"assistant","content":"Hi!"},{"role":"user","content":"More"}]}""");

        Assert.Equal(InputTokens(whole), InputTokens(second));
        Assert.Equal(InputTokens(whole), InputTokens(untyped));
    }

    [Fact]
    public async Task Response_WithAnItemTwice_IsRefused()
    {
        await using TestServer server = await TestServer.StartAsync();
        JsonElement first = await server.AnswerAsync();
        string message = ResponsesClient.Text(first.GetProperty("output")[1], "id");

        using HttpResponseMessage response = await server.RespondAsync(
            $$"""{"previous_response_id":"{{ResponsesClient.Text(first, "id")}}","input":[{"type":"item_reference","id":"{{message}}"}]}""");

        await AssertErrorAsync(response, HttpStatusCode.BadRequest, "duplicate_item", "input[0].id");
    }

    [Fact]
    public async Task Response_ContinuingWithoutInput_GoesOn()
    {
        await using TestServer server = await TestServer.StartAsync();
        string id = ResponsesClient.Text(await server.AnswerAsync(), "id");

        JsonElement second = await server.AnswerAsync($$"""{"previous_response_id":"{{id}}","input":null}""");

        Assert.Equal("completed", ResponsesClient.Text(second, "status"));
    }

    [Fact]
    public async Task Response_WhoseBeginningIsDeleted_CannotBeContinued()
    {
        await using TestServer server = await TestServer.StartAsync();
        string first = ResponsesClient.Text(await server.AnswerAsync(), "id");
        string second = ResponsesClient.Text(await server.AnswerAsync($$"""{"previous_response_id":"{{first}}"}"""), "id");
        using HttpResponseMessage deleted = await server.Client.DeleteAsync(
            new Uri("/v1/responses/" + first, UriKind.Relative),
            TestContext.Current.CancellationToken);

        using HttpResponseMessage response = await server.RespondAsync($$"""{"previous_response_id":"{{second}}"}""");

        await AssertErrorAsync(response, HttpStatusCode.BadRequest, "previous_response_not_found", "previous_response_id");
    }

    [Fact]
    public async Task Stored_WhatIsNotServed_IsRefused()
    {
        await using TestServer server = await TestServer.StartAsync();
        string path = "/v1/responses/" + ResponsesClient.Text(await server.AnswerAsync(), "id");

        using HttpResponseMessage replay = await server.GetAsync(path + "?stream=true");
        using HttpResponseMessage cancel = await server.PostToAsync(path + "/cancel", "");
        using HttpResponseMessage unknown = await server.PostToAsync("/v1/responses/resp_none/cancel", "");
        using HttpResponseMessage items = await server.GetAsync("/v1/responses/resp_none/input_items");

        await AssertErrorAsync(replay, HttpStatusCode.BadRequest, "unsupported_parameter", "stream");
        await AssertErrorAsync(cancel, HttpStatusCode.BadRequest, "invalid_request", null);
        await AssertErrorAsync(unknown, HttpStatusCode.NotFound, "response_not_found", "response_id");
        await AssertErrorAsync(items, HttpStatusCode.NotFound, "response_not_found", "response_id");
    }

    private static int InputTokens(JsonElement response) =>
        response.GetProperty("usage").GetProperty("input_tokens").GetInt32();

    private static async Task<string[]> TextsAsync(TestServer server, string id, string query) =>
        Texts(await ReadPageAsync(server, id, query));

    private static async Task<JsonElement> ReadPageAsync(TestServer server, string id, string query)
    {
        using HttpResponseMessage response = await server.GetAsync($"/v1/responses/{id}/input_items{query}");
        return await TestServer.ReadAsync(response);
    }

    private static string[] Texts(JsonElement page) =>
        [.. page.GetProperty("data").EnumerateArray().Select(item => ResponsesClient.Text(item.GetProperty("content")[0], "text"))];

    private static async Task AssertErrorAsync(HttpResponseMessage response, HttpStatusCode status, string code, string? param)
    {
        JsonElement error = (await TestServer.ReadAsync(response)).GetProperty("error");
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(code, ResponsesClient.Text(error, "code"));
        Assert.Equal(param, error.GetProperty("param").GetString());
        Assert.Equal("invalid_request_error", ResponsesClient.Text(error, "type"));
    }
}
