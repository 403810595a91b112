using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using LightThinker.Engine.Compression;
using LightThinker.Engine.Sequences;
using LightThinker.Server.Answers;
using LightThinker.Server.Messages;

namespace LightThinker.Server.Tests.Messages;

public sealed class MessageWriterTests
{
    private static readonly MessageIdentity Identity = new("msg_1", "org/test", "req_1", 7, OmitsThinking: false);

    [Fact]
    public async Task Write_TwoCallsAfterText_EachIsABlockOfItsOwn()
    {
        var events = await StreamAsync(
            calledTools: true,
            new(0, AnswerPart.Content, "I look."),
            new(0, AnswerPart.ToolCall, "") { Call = new ToolCallPiece(0, "call_a", "weather") },
            new(0, AnswerPart.ToolCall, "{\"city\":") { Call = new ToolCallPiece(0) },
            new(0, AnswerPart.ToolCall, "\"Ulm\"}") { Call = new ToolCallPiece(0) },
            new(0, AnswerPart.ToolCall, "{}") { Call = new ToolCallPiece(1, "call_b", "time") });

        Assert.Equal(
            ["text I look.", "tool_use call_a weather {\"city\":\"Ulm\"}", "tool_use call_b time {}"],
            MessageParts.Collect(events));
        Assert.Equal("tool_use", events[^2].Data.GetProperty("delta").GetProperty("stop_reason").GetString());
        Assert.Equal(
            """{"type":"tool_use","id":"call_a","name":"weather","input":{},"caller":{"type":"direct"}}""",
            events.Where(item => item.Name == "content_block_start").ElementAt(1).Data.GetProperty("content_block").GetRawText());
    }

    [Fact]
    public async Task Write_TextBetweenThoughts_GetsItsOwnBlock()
    {
        var events = await StreamAsync(
            calledTools: false,
            new(0, AnswerPart.Reasoning, "a"),
            new(0, AnswerPart.Content, "b"),
            new(0, AnswerPart.Reasoning, "c"));

        Assert.Equal(["thinking a unsigned", "text b", "thinking c unsigned"], MessageParts.Collect(events));
        Assert.Equal("end_turn", events[^2].Data.GetProperty("delta").GetProperty("stop_reason").GetString());
    }

    private static async Task<IReadOnlyList<(string Name, JsonElement Data)>> StreamAsync(
        bool calledTools,
        params AnswerDelta[] deltas)
    {
        using var stream = new MemoryStream();
        var pipe = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
        using (var events = new ServerSentEvents(pipe))
        {
            var writer = new MessageWriter(events, Identity);
            writer.WriteStart();
            foreach (AnswerDelta delta in deltas)
            {
                writer.Write(delta);
            }

            var end = new ChoiceEnd(0, Result(), calledTools);
            writer.WriteFinish(end);
            writer.WriteEnd([end]);
        }

        await pipe.CompleteAsync();
        return MessagesClient.ReadEvents(Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static GenerationResult Result() =>
        new(FinishReason.Stop, 7, 9, 0, new ContextUsage("none", 0, 0, 0, 0, 0, 0), Error: null);
}
