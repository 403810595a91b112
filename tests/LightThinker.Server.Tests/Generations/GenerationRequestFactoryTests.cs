using System.Net;
using System.Text.Json;

namespace LightThinker.Server.Tests.Generation;

public sealed class GenerationRequestFactoryTests
{
    [Theory]
    [InlineData]
    [InlineData("<|splitter|>", "<|o_0|>", "<|o_1|>", "<|continue|>")]
    public async Task Biases_ThatForbidWhateverTheModelMayWrite_AreRefused(params string[] spared)
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage response = await server.ChatAsync(Forbid(server, spared));

        JsonElement error = (await TestServer.ReadAsync(response)).GetProperty("error");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("logit_bias", error.GetProperty("param").GetString());
    }

    [Fact]
    public async Task Biases_ThatLeaveOneTokenOfTheModels_AreServed()
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage response = await server.ChatAsync(Forbid(server, "<|im_end|>"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static string Forbid(TestServer server, params string[] spared)
    {
        IEnumerable<int?> kept = spared.Select(text => server.Model.Vocabulary.Find(text)?.Id);
        IEnumerable<int> forbidden = Enumerable.Range(0, server.Model.Vocabulary.Count).Where(id => !kept.Contains(id));
        return JsonSerializer.Serialize(new { logit_bias = forbidden.ToDictionary(id => $"{id}", _ => -100) });
    }
}
