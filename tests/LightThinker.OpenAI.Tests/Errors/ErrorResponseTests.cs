using System.Text.Json;
using LightThinker.OpenAI.Errors;
using LightThinker.OpenAI.Json;

namespace LightThinker.OpenAI.Tests.Errors;

public sealed class ErrorResponseTests
{
    [Fact]
    public void Error_WithoutParamAndCode_SaysNull()
    {
        var error = new ErrorResponse { Error = new ErrorBody { Message = "No.", Type = "server_error" } };

        Assert.Equal(
            """{"error":{"message":"No.","type":"server_error","param":null,"code":null}}""",
            JsonSerializer.Serialize(error, WireJson.Context.ErrorResponse));
    }
}
