using System.Text.Json;
using LightThinker.OpenAI.Anthropic;
using LightThinker.OpenAI.Json;
using LightThinker.Server.Messages;

namespace LightThinker.Server.Tests.Messages;

public sealed class MessagesConversationTests
{
    [Theory]
    [InlineData(
        """{"messages":[{"role":"user","content":"A"}]}""",
        """[{"role":"user","content":"A"}]""")]
    [InlineData(
        """{"system":"S","messages":[{"role":"user","content":[{"type":"text","text":"A"},{"type":"text","text":"B"}]}]}""",
        """[{"role":"system","content":"S"},{"role":"user","content":"A\nB"}]""")]
    [InlineData(
        """{"system":[{"type":"text","text":"S"},{"type":"text","text":"T","cache_control":{"type":"ephemeral"}}],"messages":[{"role":"user","content":"A"}]}""",
        """[{"role":"system","content":"S\nT"},{"role":"user","content":"A"}]""")]
    [InlineData(
        """{"messages":[{"role":"user","content":"A"},{"role":"system","content":"S"},{"role":"user","content":"B"},{"role":"user","content":"C"}]}""",
        """[{"role":"user","content":"A"},{"role":"system","content":"S"},{"role":"user","content":"B\nC"}]""")]
    [InlineData(
        """{"messages":[{"role":"user","content":"A"},{"role":"assistant","content":[{"type":"redacted_thinking","data":"x"},{"type":"thinking","thinking":"T","signature":"s"},{"type":"text","text":"B"}]},{"role":"user","content":"C"}]}""",
        """[{"role":"user","content":"A"},{"role":"assistant","content":"B","reasoning_content":"T"},{"role":"user","content":"C"}]""")]
    [InlineData(
        """{"messages":[{"role":"user","content":"A"},{"role":"assistant","content":[{"type":"thinking","thinking":"","signature":"s"}]},{"role":"assistant","content":[]}]}""",
        """[{"role":"user","content":"A"},{"role":"assistant","content":""}]""")]
    [InlineData(
        """{"messages":[{"role":"user","content":"A"},{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"f","input":{"é":[1.50]},"caller":{"type":"direct"}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"R"},{"type":"text","text":"B"}]}]}""",
        """[{"role":"user","content":"A"},{"role":"assistant","tool_calls":[{"id":"t","type":"function","function":{"name":"f","arguments":"{\u0022\u00E9\u0022:[1.50]}"}}]},{"role":"tool","content":"R","tool_call_id":"t"},{"role":"user","content":"B"}]""")]
    [InlineData(
        """{"messages":[{"role":"user","content":"A"},{"role":"assistant","content":[{"type":"text","text":"B"},{"type":"tool_use","id":"t","name":"f","input":"{\"cut"},{"type":"tool_use","id":"u","name":"g","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","is_error":true,"content":[{"type":"text","text":"R"},{"type":"text","text":"Q"}]},{"type":"tool_result","tool_use_id":"u"}]}]}""",
        """[{"role":"user","content":"A"},{"role":"assistant","content":"B","tool_calls":[{"id":"t","type":"function","function":{"name":"f","arguments":"{\u0022cut"}},{"id":"u","type":"function","function":{"name":"g","arguments":"{}"}}]},{"role":"tool","content":"Error: R\nQ","tool_call_id":"t"},{"role":"tool","content":"","tool_call_id":"u"}]""")]
    public void Read_Conversation_IsTheChatProtocols(string request, string expected)
    {
        MessagesRequest wire = JsonSerializer.Deserialize(request, AnthropicJson.Context.MessagesRequest)!;

        (var messages, var error) = MessagesConversation.Read(wire);

        Assert.Null(error);
        string actual = "[" + string.Join(',', messages!.Select(message =>
            JsonSerializer.Serialize(message, WireJson.Context.ChatMessage))) + "]";
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), JsonElement.Parse(actual)), actual);
    }
}
