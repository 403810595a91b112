using System.Net;
using System.Text.Json;
using LightThinker.Server.Tests.Embeddings;

namespace LightThinker.Server.Tests.Endpoints;

public sealed class BadEmbeddingRequestTests(BadEmbeddingRequestTests.SharedServer shared)
    : IClassFixture<BadEmbeddingRequestTests.SharedServer>
{
    [Theory]
    [InlineData("""{"model":null}""", "model", "missing_required_parameter")]
    [InlineData("""{"model":""}""", "model", "missing_required_parameter")]
    [InlineData("""{"model":7}""", "model", "invalid_type")]
    [InlineData("""{"input":null}""", "input", "missing_required_parameter")]
    [InlineData("""{"input":7}""", "input", "invalid_type")]
    [InlineData("""{"input":{}}""", "input", "invalid_type")]
    [InlineData("""{"input":""}""", "input", "invalid_value")]
    [InlineData("""{"input":[]}""", "input", "invalid_value")]
    [InlineData("""{"input":["a",""]}""", "input[1]", "invalid_value")]
    [InlineData("""{"input":["a",7]}""", "input[1]", "invalid_type")]
    [InlineData("""{"input":["a",null]}""", "input[1]", "invalid_type")]
    [InlineData("""{"input":[null]}""", "input[0]", "invalid_type")]
    [InlineData("""{"input":[1,"a"]}""", "input[1]", "invalid_type")]
    [InlineData("""{"input":[1.5]}""", "input[0]", "invalid_type")]
    [InlineData("""{"input":[99999999999]}""", "input[0]", "invalid_type")]
    [InlineData("""{"input":[1,-1]}""", "input[1]", "invalid_value")]
    [InlineData("""{"input":[1,264]}""", "input[1]", "invalid_value")]
    [InlineData("""{"input":[[1],[]]}""", "input[1]", "invalid_value")]
    [InlineData("""{"input":[[1],2]}""", "input[1]", "invalid_type")]
    [InlineData("""{"input":[[1],[2,"a"]]}""", "input[1][1]", "invalid_type")]
    [InlineData("""{"input":[[1],[2,264]]}""", "input[1][1]", "invalid_value")]
    [InlineData("""{"input":"This is too long"}""", "input", "context_length_exceeded")]
    [InlineData("""{"input":["This is fine.","This is too long"]}""", "input[1]", "context_length_exceeded")]
    [InlineData("""{"input":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16]}""", "input", "context_length_exceeded")]
    [InlineData("""{"encoding_format":"int8"}""", "encoding_format", "invalid_value")]
    [InlineData("""{"encoding_format":7}""", "encoding_format", "invalid_type")]
    [InlineData("""{"dimensions":2}""", "dimensions", "invalid_value")]
    [InlineData("""{"dimensions":0}""", "dimensions", "invalid_value")]
    [InlineData("""{"dimensions":5}""", "dimensions", "invalid_value")]
    [InlineData("""{"dimensions":"4"}""", "dimensions", "invalid_type")]
    [InlineData("""{"user":7}""", "user", "invalid_type")]
    [InlineData("""{"messages":[]}""", "messages", "unknown_parameter")]
    [InlineData("""{"truncate":true}""", "truncate", "unknown_parameter")]
    public async Task Embed_WithABadField_NamesIt(string fields, string param, string code)
    {
        using HttpResponseMessage response = await shared.Server.EmbedAsync(fields);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        JsonElement error = (await TestServer.ReadAsync(response)).GetProperty("error");
        Assert.Equal(param, error.GetProperty("param").GetString());
        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.Contains(param, error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"input":[1,"a"]}""", "Invalid type for 'input[1]': expected the same as in 'input[0]', which is a string, a token id or an array of token ids, but got a string instead.")]
    [InlineData("""{"input":{}}""", "Invalid type for 'input': expected a string, or an array of strings, of token ids or of arrays of token ids, but got an object instead.")]
    [InlineData("""{"input":"This is too long"}""", "'input' has 16 tokens, but no more than 15 can be embedded as one input; shorten it.")]
    [InlineData("""{"dimensions":2}""", "Invalid 'dimensions': 2 cannot be had; the vectors of this model have 4 numbers and were not trained to be shortened. Leave it out.")]
    public async Task Embed_WithABadField_SaysWhatIsExpected(string fields, string message)
    {
        using HttpResponseMessage response = await shared.Server.EmbedAsync(fields);

        JsonElement error = (await TestServer.ReadAsync(response)).GetProperty("error");
        Assert.Equal(message, error.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData(2048, HttpStatusCode.OK)]
    [InlineData(2049, HttpStatusCode.BadRequest)]
    public async Task Embed_ByNumberOfInputs_IsLimited(int count, HttpStatusCode expected)
    {
        string inputs = string.Join(',', Enumerable.Repeat("\"a\"", count));

        using HttpResponseMessage response = await shared.Server.EmbedAsync($$"""{"input":[{{inputs}}]}""");

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Embed_WithAnotherModel_Is404()
    {
        using HttpResponseMessage response = await shared.Server.EmbedAsync("""{"model":"gpt-none"}""");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("model_not_found", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "invalid_json")]
    [InlineData("{", "invalid_json")]
    [InlineData("null", "invalid_type")]
    [InlineData("[]", "invalid_type")]
    [InlineData("""{"input":"a","input":"b"}""", "invalid_json")]
    public async Task Embed_WithWhatIsNoRequest_SaysSo(string body, string code)
    {
        using HttpResponseMessage response = await EmbeddingClient.PostAsync(
            shared.Server, body, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        JsonElement error = (await TestServer.ReadAsync(response)).GetProperty("error");
        Assert.Equal(code, error.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Embed_ByGet_Is405()
    {
        using HttpResponseMessage response = await shared.Server.GetAsync("/v1/embeddings");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    /// <summary>One server for all of these tests, none of which breaks it. Thread-safe once started.</summary>
    public sealed class SharedServer : IAsyncLifetime
    {
        internal TestServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Server = await TestServer.StartAsync(
            new ScriptedModelLoader { Embedding = ScriptedVectors.Source() }, "--Embeddings:ContextTokens=15");

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
