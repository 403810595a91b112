#pragma warning disable OPENAI001, SCME0001 // Parts of the client that are marked as previews.
using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text;
using System.Text.Json;
using LightThinker.Engine.Sequences;
using OpenAI;
using OpenAI.Chat;

namespace LightThinker.Server.IntegrationTests.Clients;

/// <summary>OpenAI's own .NET client, unchanged: tools, structured output, log probabilities, several choices.</summary>
[Collection(RunningServerTests.Name)]
public sealed class OpenAISdkFeatureTests(RunningServer server)
{
    private const string Question = "What is 47 + 38?";

    private static readonly ChatTool Sum = ChatTool.CreateFunctionTool(
        "sum",
        "Sums up.",
        BinaryData.FromString(
            """
            {"type":"object","properties":{"a":{"type":"integer","minimum":0,"maximum":99},"sign":{"enum":["plus","minus"]}},
            "required":["a","sign"],"additionalProperties":false}
            """),
        functionSchemaIsStrict: true);

    private static readonly ChatTool Now = ChatTool.CreateFunctionTool("now");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tools_Required_AreCalledAndTheirResultsAreRead()
    {
        var messages = new List<ChatMessage> { new UserChatMessage(Question) };
        ChatCompletion first = await Client().CompleteChatAsync(messages, Calling(ChatToolChoice.CreateRequiredChoice()), Cancelled);
        ChatToolCall call = Assert.Single(first.ToolCalls);
        messages.Add(new AssistantChatMessage(first));
        messages.Add(new ToolChatMessage(call.Id, "85"));
        ChatCompletion second = await Client().CompleteChatAsync(messages, new ChatCompletionOptions { Temperature = 0 }, Cancelled);

        Assert.Equal(ChatFinishReason.ToolCalls, first.FinishReason);
        Assert.Empty(first.Content);
        Assert.Equal("sum", call.FunctionName);
        AssertIsSum(call.FunctionArguments);
        Assert.Equal(ChatMessageRole.Assistant, second.Role);
        Assert.NotEmpty(second.Content[0].Text);
    }

    [Fact]
    public async Task Tools_Named_StreamTheArgumentsOfTheWholeAnswer()
    {
        ChatCompletionOptions options = Calling(ChatToolChoice.CreateFunctionChoice("sum"), Now);
        ChatCompletion whole = await Client().CompleteChatAsync([new UserChatMessage(Question)], options, Cancelled);
        var arguments = new StringBuilder();
        var names = new List<string>();
        ChatFinishReason? reason = null;
        await foreach (var update in Client().CompleteChatStreamingAsync([new UserChatMessage(Question)], options, Cancelled))
        {
            reason = update.FinishReason ?? reason;
            foreach (StreamingChatToolCallUpdate call in update.ToolCallUpdates)
            {
                arguments.Append(call.FunctionArgumentsUpdate);
                names.AddRange(call.FunctionName is { Length: > 0 } name ? [name] : []);
            }
        }

        Assert.Equal(["sum"], names);
        Assert.Equal(ChatFinishReason.ToolCalls, reason);
        Assert.Equal(whole.ToolCalls[0].FunctionArguments.ToString(), arguments.ToString());
        AssertIsSum(whole.ToolCalls[0].FunctionArguments);
    }

    [Fact]
    public async Task JsonSchema_Strict_HoldsTheAnswerToIt()
    {
        var options = new ChatCompletionOptions
        {
            Temperature = 0,
            ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat(
                "verdict",
                BinaryData.FromString(
                    """
                    {"type":"object","properties":{"parity":{"enum":["even","odd"]}},"required":["parity"],"additionalProperties":false}
                    """),
                jsonSchemaIsStrict: true),
        };

        ChatCompletion completion = await Client().CompleteChatAsync([new UserChatMessage(Question)], options, Cancelled);

        string? parity = JsonDocument.Parse(completion.Content[0].Text).RootElement.GetProperty("parity").GetString();
        Assert.Contains(parity, (string[])["even", "odd"]);
    }

    [Fact]
    public async Task LogProbabilities_OfAnAnswer_AreThoseOfItsText()
    {
        var options = new ChatCompletionOptions { Temperature = 0, IncludeLogProbabilities = true, TopLogProbabilityCount = 2 };

        ChatCompletion completion = await Client().CompleteChatAsync([new UserChatMessage(Question)], options, Cancelled);

        Assert.Equal(
            completion.Content[0].Text,
            string.Concat(completion.ContentTokenLogProbabilities.Select(token => token.Token)));
        Assert.All(completion.ContentTokenLogProbabilities, token =>
        {
            Assert.Equal(2, token.TopLogProbabilities.Count);
            Assert.Equal(token.TopLogProbabilities[0].LogProbability, token.LogProbability);
        });
    }

    [Fact]
    public async Task Choices_Several_AreCountedTogether()
    {
        var options = new ChatCompletionOptions { MaxOutputTokenCount = 20, Temperature = 2 };
        options.Patch.Set("$.n"u8, 3);

        ClientResult<ChatCompletion> result = await Client().CompleteChatAsync([new UserChatMessage(Question)], options, Cancelled);

        JsonElement whole = JsonDocument.Parse(result.GetRawResponse().Content).RootElement;
        Assert.Equal(3, whole.GetProperty("choices").GetArrayLength());
        Assert.Equal(60, result.Value.Usage.OutputTokenCount);
        Assert.Equal(ChatFinishReason.Length, result.Value.FinishReason);
    }

    [Fact]
    public async Task Stream_ThatIsCancelled_LeavesNothingBehind()
    {
        int before = server.Finished.Count(FinishReason.Cancelled);
        var options = new ChatCompletionOptions { MaxOutputTokenCount = 4000 };
        options.Patch.Set("$.ignore_eos"u8, true);
        using var gone = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            var updates = Client(server.Client).CompleteChatStreamingAsync([new UserChatMessage(Question)], options, gone.Token);
            await foreach (var update in updates)
            {
                Assert.Null(update.FinishReason);
                await gone.CancelAsync();
            }
        });

        await server.WhenIdleAsync();
        Assert.Equal(before + 1, server.Finished.Count(FinishReason.Cancelled));
    }

    // The embedded model knows no tools: the grammar makes it call one.
    private static ChatCompletionOptions Calling(ChatToolChoice choice, params ChatTool[] others)
    {
        var options = new ChatCompletionOptions
        {
            Temperature = 0,
            MaxOutputTokenCount = 300,
            ToolChoice = choice,
            AllowParallelToolCalls = false,
            ReasoningEffortLevel = new ChatReasoningEffortLevel("none"),
        };
        foreach (ChatTool tool in (ChatTool[])[Sum, .. others])
        {
            options.Tools.Add(tool);
        }

        return options;
    }

    private static void AssertIsSum(BinaryData arguments)
    {
        JsonElement sum = JsonDocument.Parse(arguments).RootElement;
        Assert.InRange(sum.GetProperty("a").GetInt32(), 0, 99);
        Assert.Contains(sum.GetProperty("sign").GetString(), (string[])["plus", "minus"]);
    }

    /// <param name="http">What sends its requests; its own if null, which reads on for seconds where an answer is left.</param>
    private ChatClient Client(HttpClient? http = null) => new(
        "lightthinker-tiny",
        new ApiKeyCredential("none"),
        new OpenAIClientOptions
        {
            Endpoint = new Uri(server.Address, "v1"),
            Transport = http is null ? null : new HttpClientPipelineTransport(http),
        });
}
