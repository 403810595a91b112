using System.Net;
using System.Text.Json;

namespace LightThinker.Server.Tests.ChatCompletions;

public sealed class ReasoningControlTests
{
    private static readonly string[] Endless = ["<think>", "a", "b", "\n", "c"];

    [Theory]
    [InlineData("""{"thinking_budget_tokens":2}""")]
    [InlineData("""{"thinking_token_budget":2}""")]
    public async Task Budget_UsedUp_ClosesTheReasoningWithItsText(string fields)
    {
        JsonElement message = await AskAsync(fields, "--Reasoning:BudgetText=Enough.");

        Assert.Equal("ab\n\n\nEnough.", message.GetProperty("reasoning_content").GetString());
        Assert.NotEmpty(message.GetProperty("content").GetString()!);
    }

    [Fact]
    public async Task Budget_OfTheServer_HoldsWhereARequestDoesNotSay()
    {
        JsonElement message = await AskAsync("{}", "--Reasoning:BudgetTokens=2", "--Reasoning:BudgetText=Enough.");

        Assert.EndsWith("Enough.", message.GetProperty("reasoning_content").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Effort_None_ClosesTheReasoningAtOnce_AndTellsTheTemplate()
    {
        await using TestServer server = await TestServer.StartAsync(
            new ScriptedModelLoader
            {
                Script = Endless,
                Template = ScriptedModelLoader.ChatTemplate + "{% if enable_thinking is false %}{{ reasoning_effort }}{% endif %}",
            },
            "--Generation:DefaultMaxTokens=40");

        using HttpResponseMessage none = await server.ChatAsync("""{"reasoning_effort":"none"}""");
        using HttpResponseMessage high = await server.ChatAsync("""{"reasoning_effort":"high"}""");

        JsonElement short_ = await TestServer.ReadAsync(none);
        JsonElement long_ = await TestServer.ReadAsync(high);
        Assert.Equal("none".Length, PromptTokens(short_) - PromptTokens(long_));
        Assert.NotEmpty(ContentOf(short_));
        Assert.Empty(ContentOf(long_));
    }

    [Theory]
    [InlineData("reasoning", "reasoning", "reasoning_content")]
    [InlineData("reasoning_content", "reasoning_content", "reasoning")]
    public async Task Fields_AsTheServerIsSet_CarryTheReasoning(string setting, string there, string gone)
    {
        await using TestServer server = await TestServer.StartAsync(args: $"--Reasoning:Fields={setting}");

        using HttpResponseMessage whole = await server.ChatAsync();
        using HttpResponseMessage stream = await server.ChatAsync("""{"stream":true}""");

        JsonElement message = (await TestServer.ReadAsync(whole)).GetProperty("choices")[0].GetProperty("message");
        IReadOnlyList<string> events = await SseReader.ReadAsync(stream);
        Assert.Equal("Two.\n\nB", message.GetProperty(there).GetString());
        Assert.False(message.TryGetProperty(gone, out _));
        Assert.Equal(("Two.\n\nB", ""), (SseReader.Join(events, there), SseReader.Join(events, gone)));
    }

    [Fact]
    public async Task ContinuedMessage_IsGoneOnWith()
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage response = await server.ChatAsync(
            """
            {"continue_final_message":true,"messages":[{"role":"user","content":"Hello"},{"role":"assistant","content":"Well"}]}
            """);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        JsonElement answer = await TestServer.ReadAsync(response);

        // <|im_start|>user\nHello<|im_end|>\n<|im_start|>assistant\nWell
        Assert.Equal(3 + "user\nHello\nassistant\nWell".Length, PromptTokens(answer));
    }

    private static int PromptTokens(JsonElement answer) => answer.GetProperty("usage").GetProperty("prompt_tokens").GetInt32();

    private static string ContentOf(JsonElement answer) =>
        answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;

    private static async Task<JsonElement> AskAsync(string fields, params string[] settings)
    {
        await using TestServer server = await TestServer.StartAsync(
            new ScriptedModelLoader { Script = Endless }, [.. settings, "--Generation:DefaultMaxTokens=40"]);
        using HttpResponseMessage response = await server.ChatAsync(fields);
        return (await TestServer.ReadAsync(response)).GetProperty("choices")[0].GetProperty("message");
    }
}
