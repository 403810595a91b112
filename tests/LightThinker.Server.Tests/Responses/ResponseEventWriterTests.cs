using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using LightThinker.Engine.Compression;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sequences;
using LightThinker.OpenAI.Responses;
using LightThinker.Server.Answers;
using LightThinker.Server.ChatCompletions;
using LightThinker.Server.Responses;
using Microsoft.Extensions.Time.Testing;

namespace LightThinker.Server.Tests.Responses;

public sealed class ResponseEventWriterTests
{
    private static readonly ChoiceEnd End = new(
        0,
        new GenerationResult(FinishReason.Stop, 5, 7, 2, new ContextUsage("none", 0, 0, 12, 12, 12, 50), Error: null),
        CalledTools: true);

    private static readonly OutputDetails Details = new(
        IsSealed: false,
        new TokenReport(new ScriptedModelLoader().Vocabulary, new HashSet<Token>(), withLogprobs: false, withIds: false));

    [Fact]
    public async Task Calls_TwoAfterReasoning_AreItemsOfTheirOwn()
    {
        IReadOnlyList<JsonElement> events = await WriteAsync(
            new AnswerDelta(0, AnswerPart.Reasoning, "Hm"),
            new AnswerDelta(0, AnswerPart.ToolCall, "") { Call = new ToolCallPiece(0, "call_1", "add") },
            new AnswerDelta(0, AnswerPart.ToolCall, "{\"a\":") { Call = new ToolCallPiece(0) },
            new AnswerDelta(0, AnswerPart.ToolCall, "1}") { Call = new ToolCallPiece(0) },
            new AnswerDelta(0, AnswerPart.ToolCall, "{}") { Call = new ToolCallPiece(1, "call_2", "sub") });

        Assert.Equal(
            [
                "response.created", "response.in_progress",
                "response.output_item.added", "response.content_part.added", "response.reasoning_text.delta",
                "response.reasoning_text.done", "response.content_part.done", "response.output_item.done",
                "response.output_item.added", "response.function_call_arguments.delta",
                "response.function_call_arguments.delta", "response.function_call_arguments.done", "response.output_item.done",
                "response.output_item.added", "response.function_call_arguments.delta",
                "response.function_call_arguments.done", "response.output_item.done",
                "response.completed",
            ],
            events.Select(item => ResponsesClient.Text(item, "type")));
        string id = ResponsesClient.Text(events[8].GetProperty("item"), "id");
        Assert.Matches("^fc_[0-9a-f]{32}$", id);
        Assert.Equal(
            [
                $$$"""{"type":"response.output_item.added","sequence_number":8,"output_index":1,"item":{"type":"function_call","id":"{{{id}}}","status":"in_progress","call_id":"call_1","name":"add","arguments":""}}""",
                $$$"""{"type":"response.function_call_arguments.delta","sequence_number":9,"item_id":"{{{id}}}","output_index":1,"delta":"{\"a\":"}""",
                $$$"""{"type":"response.function_call_arguments.delta","sequence_number":10,"item_id":"{{{id}}}","output_index":1,"delta":"1}"}""",
                $$$"""{"type":"response.function_call_arguments.done","sequence_number":11,"item_id":"{{{id}}}","output_index":1,"name":"add","arguments":"{\"a\":1}"}""",
                $$$"""{"type":"response.output_item.done","sequence_number":12,"output_index":1,"item":{"type":"function_call","id":"{{{id}}}","status":"completed","call_id":"call_1","name":"add","arguments":"{\"a\":1}"}}""",
            ],
            events.Skip(8).Take(5).Select(item => item.GetRawText()));
        Assert.Equal(3, events[^1].GetProperty("response").GetProperty("output").GetArrayLength());
    }

    [Fact]
    public async Task Answer_InTurns_HasItemsInTheOrderTheyCame()
    {
        IReadOnlyList<JsonElement> events = await WriteAsync(
            new AnswerDelta(0, AnswerPart.Content, "a"),
            new AnswerDelta(0, AnswerPart.Reasoning, "b"),
            new AnswerDelta(0, AnswerPart.Content, "c"));

        Assert.Equal(
            ["message", "reasoning", "message"],
            events[^1].GetProperty("response").GetProperty("output").EnumerateArray().Select(item => ResponsesClient.Text(item, "type")));
    }

    [Fact]
    public void Output_OfAWholeAnswer_HasItsPartsInOrder()
    {
        var answer = new ChoiceAnswer(
            [
                new ChoicePart(AnswerPart.Reasoning, "Hm"),
                new ChoicePart(AnswerPart.ToolCall, "{}") { Call = new ToolCallPiece(0, "call_1", "add") },
                new ChoicePart(AnswerPart.Content, "So"),
            ],
            [],
            End);

        IReadOnlyList<OutputItem> items = OutputItem.CreateAll(answer, Details);

        Assert.Equal(["reasoning", "function_call", "message"], items.Select(item => item.Type));
        ResponseItem call = items[1].End("completed");
        Assert.Equal(("call_1", "add", "{}"), (call.CallId, call.Name, call.Arguments));
        Assert.Null(call.Content);
    }

    [Fact]
    public async Task Tokens_Alone_BeginNoItem()
    {
        IReadOnlyList<JsonElement> events = await WriteAsync(
            new AnswerDelta(0, AnswerPart.ToolCall, "{}") { Call = new ToolCallPiece(0, "call_1", "add") },
            new AnswerDelta(0, AnswerPart.Content, ""));

        JsonElement item = Assert.Single(events[^1].GetProperty("response").GetProperty("output").EnumerateArray());
        Assert.Equal("function_call", ResponsesClient.Text(item, "type"));
    }

    private static async Task<IReadOnlyList<JsonElement>> WriteAsync(params AnswerDelta[] deltas)
    {
        var pipe = new Pipe();
        using ResponseStore store = Stores.Open();
        var response = new ResponseInProgress(Stores.Response("resp_1"), [], Details, store, new FakeTimeProvider());
        using var events = new ServerSentEvents(pipe.Writer);
        var writer = new ResponseEventWriter(events, response);
        writer.WriteStart();
        foreach (AnswerDelta delta in deltas)
        {
            writer.Write(delta);
        }

        writer.WriteFinish(End);
        writer.WriteEnd([End]);
        await pipe.Writer.CompleteAsync();
        using var reader = new StreamReader(pipe.Reader.AsStream(), Encoding.UTF8);
        return ResponsesClient.Events(await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }
}
