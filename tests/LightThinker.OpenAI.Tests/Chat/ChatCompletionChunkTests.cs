using System.Text.Json;
using LightThinker.OpenAI.Chat;
using LightThinker.OpenAI.Json;
using LightThinker.OpenAI.Usage;

namespace LightThinker.OpenAI.Tests.Chat;

public sealed class ChatCompletionChunkTests
{
    [Fact]
    public void Chunk_WithText_HasTheProtocolsShape()
    {
        string json = JsonSerializer.Serialize(
            new ChatCompletionChunk
            {
                Id = "c",
                Created = 7,
                Model = "m",
                SystemFingerprint = "fp_1",
                Choices = [new ChunkChoice { Index = 0, Delta = new ChunkDelta { Content = "Hi" } }],
            },
            WireJson.Context.ChatCompletionChunk);

        Assert.Equal(
            """{"id":"c","object":"chat.completion.chunk","created":7,"model":"m","system_fingerprint":"fp_1","choices":[{"index":0,"delta":{"content":"Hi"},"logprobs":null,"finish_reason":null}]}""",
            json);
    }

    [Fact]
    public void Chunk_WithReasoning_HasItUnderBothNames() => Assert.Equal(
        """{"role":"assistant","reasoning_content":"Hm","reasoning":"Hm"}""",
        JsonSerializer.Serialize(
            new ChunkDelta { Role = "assistant", ReasoningContent = "Hm", Reasoning = "Hm" },
            WireJson.Context.ChunkDelta));

    [Fact]
    public void UsageChunk_WithoutUsage_SaysNull() =>
        Assert.Contains("\"usage\":null", Write(usage: null), StringComparison.Ordinal);

    [Fact]
    public void UsageChunk_WithUsage_HasNoChoices()
    {
        string json = Write(new CompletionUsage { PromptTokens = 1, CompletionTokens = 2, TotalTokens = 3 });

        Assert.Contains("\"choices\":[]", json, StringComparison.Ordinal);
        Assert.Contains(
            """
            "usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}
            """,
            json,
            StringComparison.Ordinal);
    }

    private static string Write(CompletionUsage? usage) => JsonSerializer.Serialize(
        new ChatCompletionUsageChunk
        {
            Id = "c",
            Created = 7,
            Model = "m",
            SystemFingerprint = "fp_1",
            Choices = [],
            Usage = usage,
        },
        WireJson.Context.ChatCompletionUsageChunk);
}
