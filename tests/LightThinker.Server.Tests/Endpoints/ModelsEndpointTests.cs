using System.Net;
using System.Text.Json;

namespace LightThinker.Server.Tests.Endpoints;

public sealed class ModelsEndpointTests
{
    [Fact]
    public async Task Models_List_HasTheServedModel()
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage response = await server.GetAsync("/v1/models");

        JsonElement list = await TestServer.ReadAsync(response);
        Assert.Equal("list", list.GetProperty("object").GetString());
        JsonElement model = Assert.Single(list.GetProperty("data").EnumerateArray());
        Assert.Equal("org/test", model.GetProperty("id").GetString());
        Assert.Equal("model", model.GetProperty("object").GetString());
        Assert.True(model.GetProperty("created").GetInt64() > 0);
        Assert.Equal(200, model.GetProperty("max_model_len").GetInt32());
        Assert.Equal("lightthinker", model.GetProperty("compression_methods")[0].GetString());
    }

    [Theory]
    [InlineData(200, 256, 200)]
    [InlineData(1000, 256, 256)]
    public async Task Models_TheirLength_IsWhatCanBeServed(int trained, int cells, int expected)
    {
        var model = new ScriptedModelLoader { TrainedContext = trained, CellCount = cells };
        await using TestServer server = await TestServer.StartAsync(model);

        using HttpResponseMessage response = await server.GetAsync("/v1/models/test");

        Assert.Equal(expected, (await TestServer.ReadAsync(response)).GetProperty("max_model_len").GetInt32());
    }

    [Theory]
    [InlineData("/v1/models/org/test")]
    [InlineData("/v1/models/org%2Ftest")]
    [InlineData("/v1/models/test")]
    public async Task Models_ById_IsTheModel(string path)
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage response = await server.GetAsync(path);

        Assert.Equal("org/test", (await TestServer.ReadAsync(response)).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Models_ByAnUnknownId_Is404()
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage response = await server.GetAsync("/v1/models/org/other");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(
            "model_not_found",
            (await TestServer.ReadAsync(response)).GetProperty("error").GetProperty("code").GetString());
    }
}
