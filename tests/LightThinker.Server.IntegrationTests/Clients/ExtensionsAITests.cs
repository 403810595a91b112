using System.ClientModel;
using System.ComponentModel;
using LightThinker.Server.IntegrationTests.EmbeddedModel;
using Microsoft.Extensions.AI;
using OpenAI;
using ChatClient = OpenAI.Chat.ChatClient;

namespace LightThinker.Server.IntegrationTests.Clients;

/// <summary>Microsoft.Extensions.AI over OpenAI's client, both unchanged, against the server.</summary>
[Collection(RunningServerTests.Name)]
public sealed class ExtensionsAITests(RunningServer server)
{
    private static readonly Problem Question = Problem.All[2];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetResponse_Problem_IsSolvedAndUsageAddsUp()
    {
        using IChatClient client = Client();

        ChatResponse response = await client.GetResponseAsync(Question.Question, cancellationToken: Cancelled);

        Assert.True(Question.IsSolvedBy(response.Text), response.Text);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
        Assert.Equal(response.Usage!.TotalTokenCount, response.Usage.InputTokenCount + response.Usage.OutputTokenCount);
        Assert.InRange(response.Usage.ReasoningTokenCount!.Value, 1, response.Usage.OutputTokenCount!.Value);
    }

    [Fact]
    public async Task GetStreamingResponse_Problem_IsTheWholeAnswer()
    {
        using IChatClient client = Client();
        var options = new ChatOptions { Temperature = 0 };

        ChatResponse whole = await client.GetResponseAsync(Question.Question, options, Cancelled);
        ChatResponse stream = await client.GetStreamingResponseAsync(Question.Question, options, Cancelled).ToChatResponseAsync(Cancelled);

        Assert.Equal(whole.Text, stream.Text);
        Assert.Equal(whole.FinishReason, stream.FinishReason);
        Assert.Equal(whole.Usage!.TotalTokenCount, stream.Usage!.TotalTokenCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FunctionInvocation_RequiredFunction_IsCalledAndAnswered(bool isStream)
    {
        var given = new List<(int A, Parity Parity)>();
        using IChatClient client = Client().AsBuilder().UseFunctionInvocation().Build();
        var options = new ChatOptions
        {
            Temperature = 0,
            MaxOutputTokens = 300,
            ToolMode = ChatToolMode.RequireAny,
            AllowMultipleToolCalls = false,
            Reasoning = new ReasoningOptions { Effort = ReasoningEffort.None },
            Tools = [AIFunctionFactory.Create(Note, "note")],
        };

        ChatResponse response = isStream
            ? await client.GetStreamingResponseAsync(Question.Question, options, Cancelled).ToChatResponseAsync(Cancelled)
            : await client.GetResponseAsync(Question.Question, options, Cancelled);

        Assert.InRange(Assert.Single(given).A, int.MinValue, int.MaxValue);
        Assert.Equal([ChatRole.Assistant, ChatRole.Tool, ChatRole.Assistant], response.Messages.Select(message => message.Role));
        Assert.Equal("note", Assert.Single(response.Messages[0].Contents.OfType<FunctionCallContent>()).Name);

        [Description("Notes a number.")]
        string Note(int a, Parity parity)
        {
            given.Add((a, parity));
            return "noted";
        }
    }

    [Fact]
    public async Task GetResponse_OfAType_IsRead()
    {
        using IChatClient client = Client();

        ChatResponse<Verdict> response = await client.GetResponseAsync<Verdict>(
            Question.Question,
            new ChatOptions { Temperature = 0, MaxOutputTokens = 1000 },
            cancellationToken: Cancelled);

        Assert.True(response.TryGetResult(out Verdict? verdict), response.Text);
        Assert.True(Enum.IsDefined(verdict.Parity));
    }

    [Fact]
    public async Task GetResponse_BadRequest_ThrowsWithTheField()
    {
        using IChatClient client = Client();

        var mistake = await Assert.ThrowsAsync<ClientResultException>(() => client.GetResponseAsync(
            Question.Question, new ChatOptions { TopP = 2 }, Cancelled));

        Assert.Equal(400, mistake.Status);
        Assert.Contains("top_p", mistake.Message, StringComparison.Ordinal);
    }

    private IChatClient Client() => new ChatClient(
        "lightthinker-tiny",
        new ApiKeyCredential("none"),
        new OpenAIClientOptions { Endpoint = new Uri(server.Address, "v1") }).AsIChatClient();
}
