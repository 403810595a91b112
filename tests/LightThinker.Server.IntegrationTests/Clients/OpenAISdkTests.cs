using System.ClientModel;
using System.Text;
using LightThinker.Server.IntegrationTests.EmbeddedModel;
using OpenAI;
using OpenAI.Chat;

namespace LightThinker.Server.IntegrationTests.Clients;

/// <summary>OpenAI's own .NET client, unchanged, against the server.</summary>
[Collection(RunningServerTests.Name)]
public sealed class OpenAISdkTests(RunningServer server)
{
    private static readonly Problem Question = Problem.All[2];

    [Fact]
    public async Task CompleteChat_Problem_IsSolvedAndUsageAddsUp()
    {
        ChatCompletion completion = await Client().CompleteChatAsync([new UserChatMessage(Question.Question)]);

        Assert.True(Question.IsSolvedBy(completion.Content[0].Text), completion.Content[0].Text);
        Assert.Equal(ChatFinishReason.Stop, completion.FinishReason);
        Assert.Equal(completion.Usage.InputTokenCount + completion.Usage.OutputTokenCount, completion.Usage.TotalTokenCount);
        Assert.InRange(completion.Usage.OutputTokenDetails.ReasoningTokenCount, 1, completion.Usage.OutputTokenCount);
    }

    [Fact]
    public async Task CompleteChatStreaming_Problem_ComesInPieces()
    {
        var text = new StringBuilder();
        int updates = 0;
        ChatFinishReason? reason = null;
        await foreach (var update in Client().CompleteChatStreamingAsync([new UserChatMessage(Question.Question)]))
        {
            updates++;
            text.Append(string.Concat(update.ContentUpdate.Select(part => part.Text)));
            reason = update.FinishReason ?? reason;
        }

        Assert.True(Question.IsSolvedBy(text.ToString()), text.ToString());
        Assert.Equal(ChatFinishReason.Stop, reason);
        Assert.InRange(updates, 20, 2000);
    }

    [Fact]
    public async Task CompleteChat_BadRequests_ThrowWithTheStatus()
    {
        var unknown = await Assert.ThrowsAsync<ClientResultException>(
            () => Client("gpt-none").CompleteChatAsync(
                [new UserChatMessage("Hi")], cancellationToken: TestContext.Current.CancellationToken));
        var tooHot = await Assert.ThrowsAsync<ClientResultException>(() => Client().CompleteChatAsync(
            [new UserChatMessage("Hi")], new ChatCompletionOptions { Temperature = 5 }, TestContext.Current.CancellationToken));

        Assert.Equal(404, unknown.Status);
        Assert.Equal(400, tooHot.Status);
        Assert.Contains("temperature", tooHot.Message, StringComparison.Ordinal);
    }

    private ChatClient Client(string model = "lightthinker-tiny") => new(
        model, new ApiKeyCredential("none"), new OpenAIClientOptions { Endpoint = new Uri(server.Address, "v1") });
}
