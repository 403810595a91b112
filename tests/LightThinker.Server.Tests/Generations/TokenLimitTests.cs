using System.Text.Json;

namespace LightThinker.Server.Tests.Generations;

public sealed class TokenLimitTests
{
    private const int Trained = 100;

    [Theory]
    [InlineData("{}", "--Generation:DefaultMaxTokens=7", 7)]
    [InlineData("""{"max_tokens":5}""", "--Generation:DefaultMaxTokens=7", 5)]
    [InlineData("""{"max_completion_tokens":5,"max_tokens":5}""", "--Generation:DefaultMaxTokens=7", 5)]
    public async Task Limit_OfARequest_IsItsOwnOrTheDefault(string fields, string setting, int tokens) =>
        Assert.Equal(tokens, (await UsageAsync(fields, setting)).GetProperty("completion_tokens").GetInt32());

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"max_tokens":30000}""")]
    public async Task Limit_BeyondTheTrainedContext_EndsThere(string fields)
    {
        JsonElement usage = await UsageAsync(fields, "--Generation:DefaultMaxTokens=4096");

        Assert.Equal(Trained + 1, usage.GetProperty("total_tokens").GetInt32());
    }

    private static async Task<JsonElement> UsageAsync(string fields, string setting)
    {
        var model = new ScriptedModelLoader { Script = ["x"], TrainedContext = Trained };
        await using TestServer server = await TestServer.StartAsync(model, setting);
        using HttpResponseMessage response = await server.ChatAsync(fields);
        JsonElement answer = await TestServer.ReadAsync(response);
        Assert.Equal("length", answer.GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        return answer.GetProperty("usage");
    }
}
