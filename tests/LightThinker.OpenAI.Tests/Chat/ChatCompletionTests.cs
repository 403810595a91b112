using System.Text.Json;
using LightThinker.OpenAI.Chat;
using LightThinker.OpenAI.Json;
using LightThinker.OpenAI.Usage;

namespace LightThinker.OpenAI.Tests.Chat;

public sealed class ChatCompletionTests
{
    private static readonly CompletionUsage Usage = new()
    {
        PromptTokens = 10,
        CompletionTokens = 20,
        TotalTokens = 30,
        PromptTokensDetails = new PromptTokensDetails { CachedTokens = 0 },
        CompletionTokensDetails = new CompletionTokensDetails { ReasoningTokens = 15 },
        Compression = new CompressionUsage
        {
            Method = "lightthinker",
            Compressions = 2,
            EvictedTokens = 12,
            PeakTokens = 21,
            ResidentPeakTokens = 20,
            FullTokens = 30,
            Dependency = 400,
        },
    };

    [Fact]
    public void Completion_WithReasoning_HasTheProtocolsShape()
    {
        string json = Write(Completion("Hi", "Hm"));

        Assert.Equal(
            """{"id":"chatcmpl-1","object":"chat.completion","created":7,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Hi","refusal":null,"reasoning_content":"Hm","reasoning":"Hm"},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":10,"completion_tokens":20,"total_tokens":30,"prompt_tokens_details":{"cached_tokens":0},"completion_tokens_details":{"reasoning_tokens":15},"compression":{"method":"lightthinker","compressions":2,"evicted_tokens":12,"peak_tokens":21,"resident_peak_tokens":20,"full_tokens":30,"dependency":400}},"system_fingerprint":"fp_1"}""",
            json);
    }

    [Fact]
    public void Completion_WithoutReasoning_LeavesItOutButKeepsNulls()
    {
        string json = Write(Completion(null, null));

        Assert.Contains(
            """
            "message":{"role":"assistant","content":null,"refusal":null},"logprobs":null
            """,
            json,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Completion_WithTextBeyondAscii_IsNotEscaped() =>
        Assert.Contains("\"content\":\"é <b> 数 +\"", Write(Completion("é <b> 数 +", null)), StringComparison.Ordinal);

    [Fact]
    public void Completion_Written_ReadsBackEqual()
    {
        string json = Write(Completion("Hi", "Hm"));

        Assert.Equal(json, Write(JsonSerializer.Deserialize(json, WireJson.Context.ChatCompletion)!));
    }

    private static ChatCompletion Completion(string? content, string? reasoning) => new()
    {
        Id = "chatcmpl-1",
        Created = 7,
        Model = "m",
        SystemFingerprint = "fp_1",
        Choices =
        [
            new ChatChoice
            {
                Index = 0,
                Message = new AnswerMessage { Content = content, ReasoningContent = reasoning, Reasoning = reasoning },
                FinishReason = FinishReasons.Stop,
            },
        ],
        Usage = Usage,
    };

    private static string Write(ChatCompletion completion) =>
        JsonSerializer.Serialize(completion, WireJson.Context.ChatCompletion);
}
