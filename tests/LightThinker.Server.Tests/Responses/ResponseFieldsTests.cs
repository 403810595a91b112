using System.Reflection;
using System.Text.Json.Serialization;
using LightThinker.OpenAI.Responses;
using LightThinker.Server.Responses;

namespace LightThinker.Server.Tests.Responses;

public sealed class ResponseFieldsTests
{
    [Fact]
    public void Documentation_OfTheFields_HasEachOfThem()
    {
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "api.md"));
        int start = page.IndexOf("## Responses\n", StringComparison.Ordinal);
        string section = page[start..page.IndexOf("## Errors\n", StringComparison.Ordinal)];
        IEnumerable<string> fields = typeof(ResponseRequest).GetProperties()
            .Select(property => property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name)
            .OfType<string>()
            .Concat(ResponseFields.Ignored)
            .Concat(ResponseFields.Refused.Keys);

        Assert.All(fields, field => Assert.Matches($"`{field}[`.]", section));
    }

    [Fact]
    public void Documentation_OfTheEvents_HasEachOfThem()
    {
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "api.md"));
        IEnumerable<string> types = typeof(ResponseEventTypes).GetFields().Select(field => (string)field.GetRawConstantValue()!);

        Assert.All(types, type => Assert.Contains($"`{type}`", page, StringComparison.Ordinal));
    }
}
