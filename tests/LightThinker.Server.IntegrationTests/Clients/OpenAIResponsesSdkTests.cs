#pragma warning disable OPENAI001 // The client's own part for this protocol is marked as a preview.
using System.ClientModel;
using System.Text;
using LightThinker.Server.IntegrationTests.EmbeddedModel;
using OpenAI.Responses;

namespace LightThinker.Server.IntegrationTests.Clients;

/// <summary>OpenAI's own .NET client, unchanged, against the server's Responses API.</summary>
[Collection(RunningServerTests.Name)]
public sealed class OpenAIResponsesSdkTests(RunningServer server)
{
    private const string Model = "lightthinker-tiny";

    private static readonly Problem Question = Problem.All[2];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreateResponse_Problem_IsSolvedAndUsageAddsUp()
    {
        ResponseResult response = await Client().CreateResponseAsync(Model, Question.Question, cancellationToken: Cancelled);

        Assert.True(Question.IsSolvedBy(response.GetOutputText()), response.GetOutputText());
        Assert.Equal(ResponseStatus.Completed, response.Status);
        Assert.IsType<ReasoningResponseItem>(response.OutputItems[0]);
        Assert.Equal(response.Usage.InputTokenCount + response.Usage.OutputTokenCount, response.Usage.TotalTokenCount);
        Assert.InRange(response.Usage.OutputTokenDetails.ReasoningTokenCount, 1, response.Usage.OutputTokenCount);
    }

    [Fact]
    public async Task CreateResponseStreaming_Problem_ComesInPieces()
    {
        var text = new StringBuilder();
        ResponseResult? last = null;
        await foreach (var update in await Client().CreateResponseStreamingAsync(Model, Question.Question, cancellationToken: Cancelled))
        {
            text.Append((update as StreamingResponseOutputTextDeltaUpdate)?.Delta);
            last = (update as StreamingResponseCompletedUpdate)?.Response ?? last;
        }

        Assert.True(Question.IsSolvedBy(text.ToString()), text.ToString());
        Assert.Equal(text.ToString(), last!.GetOutputText());
    }

    [Fact]
    public async Task CreateResponse_Continued_RemembersWhatWasSaid()
    {
        ResponsesClient client = Client();
        ResponseResult first = await client.CreateResponseAsync(Model, Question.Question, cancellationToken: Cancelled);

        ResponseResult second = await client.CreateResponseAsync(Model, "And then?", first.Id, Cancelled);

        var items = new List<ResponseItem>();
        await foreach (ResponseItem item in client.GetResponseInputItemsAsync(second.Id, Cancelled))
        {
            items.Add(item);
        }

        Assert.Equal(4, items.Count);
        Assert.Equal(second.GetOutputText(), (await client.GetResponseAsync(second.Id, Cancelled)).Value.GetOutputText());
        Assert.True((await client.DeleteResponseAsync(second.Id, Cancelled)).Value.Deleted);
        var gone = await Assert.ThrowsAsync<ClientResultException>(() => client.GetResponseAsync(second.Id, Cancelled));
        Assert.Equal(404, gone.Status);
    }

    private ResponsesClient Client() => new(
        new ApiKeyCredential("none"),
        new ResponsesClientOptions { Endpoint = new Uri(server.Address, "v1") });
}
