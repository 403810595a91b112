using System.Text.Json;
using LightThinker.Server.Requests;

namespace LightThinker.Server.Tests.Requests;

public sealed class JsonPathTests
{
    [Theory]
    [InlineData("$", new string[0])]
    [InlineData("$.", new[] { "" })]
    [InlineData("$.a", new[] { "a" })]
    [InlineData("$.a[0].b", new[] { "a", "[0]", "b" })]
    [InlineData("$[12][3]", new[] { "[12]", "[3]" })]
    [InlineData("$.a['b.c'].d", new[] { "a", "b.c", "d" })]
    public void Split_OfAPath_GivesItsSteps(string path, string[] steps) => Assert.Equal(steps, JsonPath.Split(path));

    [Fact]
    public void Find_OfAPath_GivesTheValueThere()
    {
        JsonElement root = JsonDocument.Parse("""{"a":[{"b":7}]}""").RootElement;

        Assert.Equal(7, JsonPath.Find(root, "$.a[0].b")!.Value.GetInt32());
        Assert.Null(JsonPath.Find(root, "$.a[1].b"));
        Assert.Null(JsonPath.Find(root, "$.a.b"));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("[]")]
    [InlineData("[0]")]
    public void Find_OfAPropertyThatLooksLikeAnIndex_GivesItsValue(string name)
    {
        JsonElement root = JsonSerializer.SerializeToElement(new Dictionary<string, int> { [name] = 7 });

        Assert.Equal(7, JsonPath.Find(root, $"$['{name}']")!.Value.GetInt32());
    }
}
