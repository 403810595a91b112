using System.Text.Json;
using LightThinker.OpenAI.Completions;
using LightThinker.OpenAI.Json;

namespace LightThinker.OpenAI.Tests.Completions;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("""{"prompt":"a","suffix":"b","echo":true,"best_of":2,"logprobs":5,"model":"m","max_tokens":0}""")]
    [InlineData("""{"prompt":[[1,2],[3]]}""")]
    [InlineData("""{"prompt":["a"],"user":"u"}""")]
    public void Request_OfEveryKind_SurvivesARoundTrip(string json) => Assert.Equal(
        json,
        JsonSerializer.Serialize(
            JsonSerializer.Deserialize(json, WireJson.Context.CompletionRequest), WireJson.Context.CompletionRequest!));

    [Fact]
    public void Completion_InAStream_WritesTheNullsThatClientsExpect()
    {
        var completion = new Completion
        {
            Id = "cmpl-1",
            Created = 7,
            Model = "m",
            SystemFingerprint = "fp",
            Choices = [new CompletionChoice { Text = "a", Index = 0, FinishReason = null }],
        };

        Assert.Equal(
            """
            {"id":"cmpl-1","object":"text_completion","created":7,"model":"m","system_fingerprint":"fp","choices":[{"text":"a","index":0,"logprobs":null,"finish_reason":null}]}
            """,
            JsonSerializer.Serialize(completion, WireJson.Context.Completion));
    }

    [Fact]
    public void Completion_WithoutUsageYet_SaysNull()
    {
        var completion = new CompletionWithUsage
        {
            Id = "cmpl-1",
            Created = 7,
            Model = "m",
            SystemFingerprint = "fp",
            Choices = [],
        };

        Assert.EndsWith(
            ""","choices":[],"usage":null}""",
            JsonSerializer.Serialize(completion, WireJson.Context.CompletionWithUsage),
            StringComparison.Ordinal);
    }
}
