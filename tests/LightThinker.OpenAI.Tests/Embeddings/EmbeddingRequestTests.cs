using System.Text.Json;
using LightThinker.OpenAI.Embeddings;
using LightThinker.OpenAI.Json;

namespace LightThinker.OpenAI.Tests.Embeddings;

public sealed class EmbeddingRequestTests
{
    [Theory]
    [InlineData("""{"model":"m","input":"a","encoding_format":"base64","dimensions":4,"user":"u"}""")]
    [InlineData("""{"input":["a","b"]}""")]
    [InlineData("""{"input":[]}""")]
    [InlineData("""{"input":[1,2]}""")]
    [InlineData("""{"input":[[1,2],[]]}""")]
    [InlineData("""{"wobble":[1]}""")]
    public void Request_OfEveryKind_SurvivesARoundTrip(string json) =>
        Assert.Equal(json, JsonSerializer.Serialize(Read(json), WireJson.Context.EmbeddingRequest));

    [Fact]
    public void Input_OfEveryKind_IsTextsOrTokens()
    {
        Assert.Equal((true, 1), (Read("""{"input":"a"}""").Input!.IsOne, Read("""{"input":"a"}""").Input!.Count));
        Assert.Equal(["a", "b"], Read("""{"input":["a","b"]}""").Input!.Texts!);
        Assert.True(Read("""{"input":[1,2]}""").Input!.IsOne);
        Assert.Equal([1, 2], Read("""{"input":[1,2]}""").Input!.Tokens![0]);
        Assert.Equal(2, Read("""{"input":[[1,2],[3]]}""").Input!.Count);
    }

    [Theory]
    [InlineData("""{"input":7}""", "")]
    [InlineData("""{"input":{}}""", "")]
    [InlineData("""{"input":["a",7]}""", "[1]")]
    [InlineData("""{"input":[null]}""", "[0]")]
    [InlineData("""{"input":[1,"a"]}""", "[1]")]
    [InlineData("""{"input":[1.5]}""", "[0]")]
    [InlineData("""{"input":[99999999999]}""", "[0]")]
    [InlineData("""{"input":[[1],2]}""", "[1]")]
    [InlineData("""{"input":[[1],[2,"a"]]}""", "[1][1]")]
    public void Input_OfAWrongType_NamesThePath(string json, string innerPath)
    {
        var exception = Assert.ThrowsAny<JsonException>(() => Read(json));

        Assert.Equal("$.input", exception.Path);
        Assert.Equal(innerPath, (exception as NestedJsonException)?.InnerPath ?? "");
    }

    private static EmbeddingRequest Read(string json) =>
        JsonSerializer.Deserialize(json, WireJson.Context.EmbeddingRequest)!;
}
