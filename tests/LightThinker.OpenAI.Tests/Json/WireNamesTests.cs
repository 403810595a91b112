using System.Reflection;
using System.Text.Json.Serialization;
using LightThinker.OpenAI.Chat;
using LightThinker.OpenAI.Json;

namespace LightThinker.OpenAI.Tests.Json;

public sealed class WireNamesTests
{
    [Fact]
    public void Records_EveryProperty_HasAnExplicitName()
    {
        IEnumerable<string> unnamed = typeof(ChatCompletionRequest).Assembly.GetExportedTypes()
            .Where(type => type.GetCustomAttribute<JsonConverterAttribute>() is null
                && !typeof(JsonSerializerContext).IsAssignableFrom(type)
                && !typeof(Exception).IsAssignableFrom(type))
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            .Where(property => property.GetCustomAttribute<JsonPropertyNameAttribute>() is null
                && property.GetCustomAttribute<JsonExtensionDataAttribute>() is null)
            .Select(property => $"{property.DeclaringType!.Name}.{property.Name}");

        Assert.Empty(unnamed);
    }

    [Fact]
    public void Context_OfTheWire_RefusesDuplicates() =>
        Assert.False(WireJson.Context.Options.AllowDuplicateProperties);
}
