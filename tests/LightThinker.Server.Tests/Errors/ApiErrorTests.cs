using LightThinker.Server.Errors;

namespace LightThinker.Server.Tests.Errors;

public sealed class ApiErrorTests
{
    [Fact]
    public void ToWire_NameOfGreatLength_IsNotSentBackWhole()
    {
        var error = ApiError.ModelNotFound(new string('x', 100_000), "served").ToWire().Error;

        Assert.InRange(error.Message.Length, 500, 1001);
        Assert.StartsWith("The model 'xxx", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("this server serves 'served'.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToWire_UsualMessage_IsSentAsItIs() =>
        Assert.Equal("The model 'gpt' does not exist; this server serves 'served'.", ApiError.ModelNotFound("gpt", "served").ToWire().Error.Message);
}
