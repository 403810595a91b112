using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LightThinker.OpenAI.Anthropic;

namespace LightThinker.OpenAI.Tests.Anthropic;

public sealed class MessageEventTests
{
    [Fact]
    public void Blocks_AtTheirStart_SayTheirType()
    {
        Assert.Equal(
            """{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}""",
            Start(new ThinkingBlock { Thinking = "", Signature = "" }));
        Assert.Equal(
            """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":"","citations":null}}""",
            Start(new TextBlock { Text = "" }));
        Assert.Equal(
            """{"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"i","name":"n","input":{},"caller":{"type":"direct"}}}""",
            Start(new ToolUseBlock { Id = "i", Name = "n", Input = JsonElement.Parse("{}") }));
    }

    [Fact]
    public void Deltas_OfEveryKind_SayTheirType()
    {
        Assert.Equal("""{"type":"text_delta","text":"ä<"}""", Delta(new TextDelta { Text = "ä<" }));
        Assert.Equal("""{"type":"thinking_delta","thinking":"x"}""", Delta(new ThinkingDelta { Thinking = "x" }));
        Assert.Equal("""{"type":"signature_delta","signature":"x"}""", Delta(new SignatureDelta { Signature = "x" }));
        Assert.Equal("""{"type":"input_json_delta","partial_json":"{"}""", Delta(new InputJsonDelta { PartialJson = "{" }));
    }

    [Fact]
    public void Events_WithoutContent_AreTheirType()
    {
        Assert.Equal("""{"type":"ping"}""", Write(new PingEvent(), AnthropicJson.Context.PingEvent));
        Assert.Equal("""{"type":"message_stop"}""", Write(new MessageStopEvent(), AnthropicJson.Context.MessageStopEvent));
        Assert.Equal(
            """{"type":"content_block_stop","index":3}""",
            Write(new ContentBlockStopEvent { Index = 3 }, AnthropicJson.Context.ContentBlockStopEvent));
    }

    private static string Start(AnswerBlock block) => Write(
        new ContentBlockStartEvent { Index = 0, ContentBlock = block },
        AnthropicJson.Context.ContentBlockStartEvent);

    private static string Delta(BlockDelta delta)
    {
        string json = Write(
            new ContentBlockDeltaEvent { Index = 0, Delta = delta },
            AnthropicJson.Context.ContentBlockDeltaEvent);
        return JsonElement.Parse(json).GetProperty("delta").GetRawText();
    }

    private static string Write<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.Serialize(value, type);
}
