using System.Text.Json;
using LightThinker.OpenAI.Embeddings;
using LightThinker.OpenAI.Json;

namespace LightThinker.OpenAI.Tests.Embeddings;

public sealed class EmbeddingListTests
{
    [Fact]
    public void List_AsNumbers_HasTheProtocolsShape() => Assert.Equal(
        """{"object":"list","data":[{"object":"embedding","index":0,"embedding":[1,-0.5]}],"model":"m","usage":{"prompt_tokens":3,"total_tokens":3}}""",
        Write(isBase64: false));

    [Fact]
    public void List_AsBase64_HasLittleEndianFloats() =>
        Assert.Contains("\"embedding\":\"AACAPwAAAL8=\"", Write(isBase64: true), StringComparison.Ordinal);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void List_OfEitherForm_CanBeReadAgain(bool isBase64)
    {
        EmbeddingList list = JsonSerializer.Deserialize(Write(isBase64), WireJson.Context.EmbeddingList)!;

        Assert.Equal([1f, -0.5f], list.Data[0].Vector.Numbers);
        Assert.Equal(isBase64, list.Data[0].Vector.IsBase64);
    }

    [Theory]
    [InlineData("\"x\"")]
    [InlineData("\"AACAPwA=\"")]
    [InlineData("[null]")]
    [InlineData("7")]
    public void Vector_OfAnotherForm_IsRefused(string vector) => Assert.ThrowsAny<JsonException>(() =>
        JsonSerializer.Deserialize($$"""{"index":0,"embedding":{{vector}}}""", WireJson.Context.Embedding));

    private static string Write(bool isBase64) => JsonSerializer.Serialize(
        new EmbeddingList
        {
            Data = [new Embedding { Index = 0, Vector = new EmbeddingVector([1, -0.5f], isBase64) }],
            Model = "m",
            Usage = new EmbeddingUsage { PromptTokens = 3, TotalTokens = 3 },
        },
        WireJson.Context.EmbeddingList);
}
