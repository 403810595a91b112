using System.Text.Json;
using LightThinker.Engine.Compression;
using LightThinker.Engine.Sequences;
using LightThinker.Server.Answers;
using LightThinker.Server.Messages;
using Microsoft.AspNetCore.Http;

namespace LightThinker.Server.Tests.Messages;

public sealed class MessageFormatTests
{
    [Theory]
    [InlineData("""{"city": "Ulm", "days": 3}""", """{"city": "Ulm", "days": 3}""")]
    [InlineData("", "{}")]
    [InlineData("""{"city": "Ul""", "\"{\\u0022city\\u0022: \\u0022Ul\"")]
    public async Task WriteWhole_Call_HasItsArgumentsParsed(string arguments, string input)
    {
        JsonElement answer = await WriteAsync(FinishReason.Stop, null, arguments);

        JsonElement block = answer.GetProperty("content")[1];
        Assert.Equal("tool_use", block.GetProperty("type").GetString());
        Assert.Equal("call_a", block.GetProperty("id").GetString());
        Assert.Equal("weather", block.GetProperty("name").GetString());
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(input), block.GetProperty("input")));
    }

    [Theory]
    [InlineData(FinishReason.Stop, null, "tool_use")]
    [InlineData(FinishReason.Stop, "x", "stop_sequence")]
    [InlineData(FinishReason.Length, null, "max_tokens")]
    public async Task WriteWhole_CallsAndAnyEnd_SaysWhatClientsActOn(FinishReason reason, string? stoppedBy, string expected)
    {
        JsonElement answer = await WriteAsync(reason, stoppedBy, "{}");

        Assert.Equal(expected, answer.GetProperty("stop_reason").GetString());
        Assert.Equal(stoppedBy, answer.GetProperty("stop_sequence").GetString());
    }

    [Fact]
    public async Task WriteWhole_AnyParts_AreBlocksInTheirOrder()
    {
        JsonElement answer = await WriteAsync(
            FinishReason.Stop,
            null,
            new(AnswerPart.Content, "a"),
            new(AnswerPart.ToolCall, "{}") { Call = new ToolCallPiece(0, "call_a", "weather") },
            new(AnswerPart.Reasoning, "b"),
            new(AnswerPart.Content, "c"));

        Assert.Equal(
            ["text", "tool_use", "thinking", "text"],
            answer.GetProperty("content").EnumerateArray().Select(block => block.GetProperty("type").GetString()));
    }

    private static Task<JsonElement> WriteAsync(FinishReason reason, string? stoppedBy, string arguments) => WriteAsync(
        reason,
        stoppedBy,
        new(AnswerPart.Content, "I look."),
        new(AnswerPart.ToolCall, arguments) { Call = new ToolCallPiece(0, "call_a", "weather") });

    private static async Task<JsonElement> WriteAsync(FinishReason reason, string? stoppedBy, params ChoicePart[] parts)
    {
        var http = new DefaultHttpContext();
        using var body = new MemoryStream();
        http.Response.Body = body;
        var result = new GenerationResult(reason, 7, 9, 0, new ContextUsage("none", 0, 0, 0, 0, 0, 0), Error: null)
        {
            StoppedBy = stoppedBy,
        };
        var format = new MessageFormat(new MessageIdentity("msg_1", "org/test", "req_1", 7, OmitsThinking: false));

        await format.WriteWholeAsync(http, [new ChoiceAnswer(parts, [], new ChoiceEnd(0, result, CalledTools: true))]);

        return JsonDocument.Parse(body.ToArray()).RootElement;
    }
}
