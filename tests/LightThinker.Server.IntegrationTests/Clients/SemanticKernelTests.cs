#pragma warning disable SKEXP0010, OPENAI001 // Parts that are marked as previews.
using System.Text;
using System.Text.Json;
using LightThinker.Server.IntegrationTests.EmbeddedModel;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.OpenAI;
using ChatReasoningEffortLevel = OpenAI.Chat.ChatReasoningEffortLevel;
using ChatTokenUsage = OpenAI.Chat.ChatTokenUsage;

namespace LightThinker.Server.IntegrationTests.Clients;

/// <summary>Semantic Kernel with its connector for OpenAI, unchanged, against the server.</summary>
[Collection(RunningServerTests.Name)]
public sealed class SemanticKernelTests(RunningServer server)
{
    private static readonly Problem Question = Problem.All[2];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetChatMessageContent_Problem_IsSolved()
    {
        ChatMessageContent message = await Chat(CreateKernel()).GetChatMessageContentAsync(
            Question.Question, new OpenAIPromptExecutionSettings { Temperature = 0 }, cancellationToken: Cancelled);

        Assert.True(Question.IsSolvedBy(message.Content!), message.Content);
        var usage = Assert.IsType<ChatTokenUsage>(message.Metadata!["Usage"]);
        Assert.Equal(usage.TotalTokenCount, usage.InputTokenCount + usage.OutputTokenCount);
    }

    [Fact]
    public async Task GetStreamingChatMessageContents_Problem_AreTheWholeAnswer()
    {
        var settings = new OpenAIPromptExecutionSettings { Temperature = 0 };
        Kernel kernel = CreateKernel();
        ChatMessageContent whole = await Chat(kernel).GetChatMessageContentAsync(Question.Question, settings, cancellationToken: Cancelled);
        var text = new StringBuilder();
        int pieces = 0;
        await foreach (var piece in Chat(kernel).GetStreamingChatMessageContentsAsync(Question.Question, settings, cancellationToken: Cancelled))
        {
            text.Append(piece.Content);
            pieces++;
        }

        Assert.Equal(whole.Content, text.ToString());
        Assert.InRange(pieces, 10, 2000);
    }

    [Fact]
    public async Task FunctionChoice_Required_InvokesTheFunctionAndSendsItsResult()
    {
        var given = new List<long>();
        Kernel kernel = CreateKernel();
        kernel.Plugins.AddFromFunctions("notes", [KernelFunctionFactory.CreateFromMethod(
            (long number) =>
            {
                given.Add(number);
                return "noted";
            },
            "note",
            "Notes a number.")]);
        var history = new ChatHistory(Question.Question);

        ChatMessageContent message = await Chat(kernel).GetChatMessageContentAsync(
            history,
            new OpenAIPromptExecutionSettings
            {
                Temperature = 0,
                MaxTokens = 300,
                ReasoningEffort = new ChatReasoningEffortLevel("none"),
                FunctionChoiceBehavior = FunctionChoiceBehavior.Required(
                    options: new FunctionChoiceBehaviorOptions { AllowParallelCalls = false }),
            },
            kernel,
            Cancelled);

        Assert.Single(given);
        Assert.Equal(AuthorRole.Assistant, message.Role);
        Assert.Contains(history, item => item.Role == AuthorRole.Tool);
        FunctionCallContent call = Assert.Single(history.SelectMany(FunctionCallContent.GetFunctionCalls));
        Assert.Equal(("notes", "note"), (call.PluginName, call.FunctionName));
    }

    [Fact]
    public async Task ResponseFormat_OfAType_IsHeldTo()
    {
        ChatMessageContent message = await Chat(CreateKernel()).GetChatMessageContentAsync(
            Question.Question,
            new OpenAIPromptExecutionSettings { Temperature = 0, ResponseFormat = typeof(Verdict) },
            cancellationToken: Cancelled);

        JsonElement verdict = JsonDocument.Parse(message.Content!).RootElement;
        Assert.True(Enum.TryParse<Parity>(verdict.EnumerateObject().Single().Value.ToString(), ignoreCase: true, out _));
    }

    private static IChatCompletionService Chat(Kernel kernel) => kernel.GetRequiredService<IChatCompletionService>();

    private Kernel CreateKernel()
    {
        IKernelBuilder builder = Kernel.CreateBuilder();
        builder.AddOpenAIChatCompletion("lightthinker-tiny", new Uri(server.Address, "v1"), apiKey: "none");
        return builder.Build();
    }
}
