using System.Text.Json;
using LightThinker.OpenAI.Chat;
using LightThinker.OpenAI.Json;
using LightThinker.Server.ChatCompletions;
using TemplateMessage = LightThinker.Chat.Templates.ChatMessage;

namespace LightThinker.Server.Tests.ChatCompletions;

public sealed class ConversationTests
{
    [Fact]
    public void Read_FunctionCallAndItsResult_AreThoseOfATool()
    {
        IReadOnlyList<TemplateMessage> messages = Read(
            """
            {"role":"assistant","content":null,"function_call":{"name":"add","arguments":"{\"a\": 1}"}},
            {"role":"function","name":"add","content":"23"},
            {"role":"function","name":"add","content":null}
            """);

        Assert.Equal(["assistant", "tool", "tool"], messages.Select(message => message.Role));
        Assert.Equal([null, "23", ""], messages.Select(message => message.Content));
        JsonElement call = Assert.Single(messages[0].ToolCalls!.Value.EnumerateArray());
        Assert.Equal("function", call.GetProperty("type").GetString());
        Assert.Equal(messages[1].ToolCallId, call.GetProperty("id").GetString());
        Assert.Equal("add", call.GetProperty("function").GetProperty("name").GetString());
        Assert.Equal("""{"a": 1}""", call.GetProperty("function").GetProperty("arguments").GetString());
    }

    [Fact]
    public void Read_Refusals_AreWhatTheAssistantSaid()
    {
        IReadOnlyList<TemplateMessage> messages = Read(
            """
            {"role":"assistant","content":null,"refusal":"No."},
            {"role":"assistant","refusal":"No."},
            {"role":"assistant","content":"Yes.","refusal":null},
            {"role":"assistant","content":[{"type":"text","text":"Sorry."},{"type":"refusal","refusal":"No."}]}
            """);

        Assert.Equal(["No.", "No.", "Yes.", "Sorry.\nNo."], messages.Select(message => message.Content));
        Assert.All(messages, message => Assert.Null(message.ToolCalls));
    }

    private static IReadOnlyList<TemplateMessage> Read(string messages)
    {
        ChatCompletionRequest request = JsonSerializer.Deserialize(
            $$"""{"messages":[{{messages}}]}""",
            WireJson.Context.ChatCompletionRequest)!;
        (IReadOnlyList<TemplateMessage>? read, var error) = Conversation.Read(request.Messages);
        Assert.Null(error);
        return read!;
    }
}
