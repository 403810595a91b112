using System.Text.Json;
using LightThinker.OpenAI.Anthropic;
using LightThinker.OpenAI.Chat;
using LightThinker.OpenAI.Json;
using LightThinker.Server.Messages;

namespace LightThinker.Server.Tests.Messages;

public sealed class MessagesTranslationTests
{
    private const string Tool =
        """[{"name":"weather","description":"Looks.","input_schema":{"type":"object","properties":{"city":{"type":"string"}}},"strict":true,"cache_control":{"type":"ephemeral"}}]""";

    [Theory]
    [InlineData(
        "tools",
        Tool,
        "tools",
        """[{"type":"function","function":{"name":"weather","description":"Looks.","parameters":{"type":"object","properties":{"city":{"type":"string"}}},"strict":true}}]""")]
    [InlineData("tool_choice", """{"type":"auto"}""", "tool_choice", "\"auto\"")]
    [InlineData("tool_choice", """{"type":"none"}""", "tool_choice", "\"none\"")]
    [InlineData("tool_choice", """{"type":"any"}""", "tool_choice", "\"required\"")]
    [InlineData(
        "tool_choice",
        """{"type":"tool","name":"weather"}""",
        "tool_choice",
        """{"type":"function","function":{"name":"weather"}}""")]
    [InlineData("tool_choice", """{"type":"auto","disable_parallel_tool_use":true}""", "parallel_tool_calls", "false")]
    [InlineData("tool_choice", """{"type":"auto","disable_parallel_tool_use":false}""", "parallel_tool_calls", "true")]
    [InlineData("thinking", """{"type":"enabled","budget_tokens":49}""", "thinking_budget_tokens", "49")]
    [InlineData("thinking", """{"type":"disabled"}""", "thinking_budget_tokens", "0")]
    [InlineData("output_config", """{"effort":"high"}""", "reasoning_effort", "\"high\"")]
    [InlineData(
        "output_config",
        """{"format":{"type":"json_schema","schema":{"type":"object"}}}""",
        "response_format",
        """{"type":"json_schema","json_schema":{"name":"answer","strict":true,"schema":{"type":"object"}}}""")]
    public void Create_FieldsBeyondText_HaveTheirChatNames(string field, string value, string chatField, string expected)
    {
        ChatCompletionRequest chat = Create($$"""{"{{field}}":{{value}}}""");

        JsonElement sent = JsonSerializer.SerializeToElement(chat, WireJson.Context.ChatCompletionRequest);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), sent.GetProperty(chatField)), sent.ToString());
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"thinking":{"type":"adaptive"}}""")]
    [InlineData("""{"tools":[]}""")]
    public void Create_WhatAsksForNothing_IsNotSentOn(string fields)
    {
        ChatCompletionRequest chat = Create(fields);

        Assert.Null(chat.Others);
        Assert.Equal((null, null), (chat.ThinkingBudgetTokens, chat.Tools));
    }

    [Fact]
    public void Create_Sampling_IsTheSame()
    {
        ChatCompletionRequest chat = Create(
            """{"model":"m","max_tokens":9,"temperature":0.5,"top_k":4,"top_p":0.3,"stop_sequences":["a","b"],"compression":"none"}""");

        Assert.Equal(("m", 9, 0.5, 4, 0.3), (chat.Model, chat.MaxTokens, chat.Temperature, chat.TopK, chat.TopP));
        Assert.Equal(["a", "b"], chat.Stop);
        Assert.Equal("none", chat.Compression!.Method);
    }

    private static ChatCompletionRequest Create(string fields)
    {
        MessagesRequest wire = JsonSerializer.Deserialize(fields, AnthropicJson.Context.MessagesRequest)!;
        var turn = new MessagesTurn { Role = "user", Content = [new MessagesBlock { Type = "text", Text = "Hello" }] };
        (ChatCompletionRequest? chat, var error) = MessagesTranslation.Create(
            wire with { Messages = [turn], MaxTokens = wire.MaxTokens ?? 50 },
            asksForText: true);
        Assert.Null(error);
        return chat!;
    }
}
