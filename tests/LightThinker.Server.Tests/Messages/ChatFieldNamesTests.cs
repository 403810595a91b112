using LightThinker.Server.Errors;
using LightThinker.Server.Messages;

namespace LightThinker.Server.Tests.Messages;

public sealed class ChatFieldNamesTests
{
    [Theory]
    [InlineData("stop", "stop_sequences")]
    [InlineData("stop[1]", "stop_sequences[1]")]
    [InlineData("thinking_budget_tokens", "thinking.budget_tokens")]
    [InlineData("tools", "tools")]
    [InlineData("tools[2].function.name", "tools[2].name")]
    [InlineData("tools[12].function.parameters.properties", "tools[12].input_schema.properties")]
    [InlineData("tool_choice.function.name", "tool_choice.name")]
    [InlineData("response_format.json_schema.schema.type", "output_config.format.schema.type")]
    [InlineData("response_format", "output_config.format")]
    [InlineData("parallel_tool_calls", "tool_choice.disable_parallel_tool_use")]
    [InlineData("max_tokens", "max_tokens")]
    public void Rename_AFieldInTextAndParam_IsTheProtocols(string chat, string messages)
    {
        ApiError error = ChatFieldNames.Rename(ApiError.InvalidValue(chat, $"Invalid '{chat}': don't stop here."));

        Assert.Equal(messages, error.Param);
        Assert.Equal($"Invalid '{messages}': don't stop here.", error.Message);
    }

    [Fact]
    public void Rename_AnErrorWithoutAField_StaysAsItIs() =>
        Assert.Equal(ApiError.QueueFull(), ChatFieldNames.Rename(ApiError.QueueFull()));
}
