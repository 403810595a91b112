using System.Text;
using LightThinker.OpenAI.Json;
using LightThinker.Server.Errors;
using LightThinker.Server.Requests;

namespace LightThinker.Server.Tests.Requests;

public sealed class JsonMistakeTests
{
    [Theory]
    [InlineData("""{"model":"a","model":"b"}""", "model")]
    [InlineData("""{"wobble":1,"wobble":2}""", "wobble")]
    [InlineData("""{"logit_bias":{"1":1,"1":2}}""", "logit_bias.1")]
    [InlineData("""{"chat_template_kwargs":{"a":1,"a":2}}""", "chat_template_kwargs.a")]
    [InlineData("""{"messages":[{"role":"user","role":"user"}]}""", "messages[0].role")]
    [InlineData("""{"messages":[{"content":[{"text":"a","text":"b"}]}]}""", "messages[0].content[0].text")]
    [InlineData("""{"compression":{"method":"none","method":"none"}}""", "compression.method")]
    public void Describe_OfANameThatComesTwice_NamesIt(string body, string param)
    {
        ApiError error = Read(body);

        Assert.Equal("invalid_json", error.Code);
        Assert.Equal(param, error.Param);
        Assert.Equal($"'{param}' comes twice; send it once.", error.Message);
    }

    [Fact]
    public void Describe_OfANameThatComesTwiceWithinAFreeValue_SaysWithinWhich() => Assert.Equal(
        "A name comes twice within 'chat_template_kwargs.a'; send it once.",
        Read("""{"chat_template_kwargs":{"a":{"b":1,"b":2}}}""").Message);

    [Fact]
    public void Describe_OfAWrongTypeUnderANameLikeAnIndex_SaysWhatIsExpectedAndWhatCame() => Assert.Equal(
        "Invalid type for 'logit_bias['[0]']': expected a number, but got a string instead.",
        Read("""{"logit_bias":{"[0]":"x"}}""").Message);

    private static ApiError Read(string body)
    {
        (_, ApiError? error) = RequestReader.Parse(
            Encoding.UTF8.GetBytes(body),
            WireJson.Context.ChatCompletionRequest);
        Assert.NotNull(error);
        return error;
    }
}
