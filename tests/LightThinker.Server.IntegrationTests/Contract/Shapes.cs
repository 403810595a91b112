using System.Text.Json;

namespace LightThinker.Server.IntegrationTests.Contract;

/// <summary>Shapes of JSON values, and how they are put together; none lets anything pass that it does not name. Stateless.</summary>
internal static class Shapes
{
    public static Shape Text { get; } = (value, path) => IsOf(value, path, JsonValueKind.String);

    public static Shape Name { get; } = (value, path) =>
    {
        Text(value, path);
        Assert.True(value.GetString()!.Length > 0, $"{path} is empty");
    };

    public static Shape Null { get; } = (value, path) => IsOf(value, path, JsonValueKind.Null);

    public static Shape Number { get; } = (value, path) =>
    {
        IsOf(value, path, JsonValueKind.Number);
        Assert.True(double.IsFinite(value.GetDouble()), $"{path} is {value}");
    };

    public static Shape Count { get; } = Integer(0, long.MaxValue);

    public static Shape Integer(long least, long most) => (value, path) =>
    {
        Number(value, path);
        Assert.True(value.TryGetInt64(out long number), $"{path} is {value}, no integer");
        Assert.True(number >= least && number <= most, $"{path} is {number}");
    };

    public static Shape OneOf(params string[] names) => (value, path) =>
    {
        Text(value, path);
        Assert.True(names.Contains(value.GetString()), $"{path} is {value}");
    };

    public static Shape OrNull(Shape shape) => (value, path) =>
    {
        if (value.ValueKind != JsonValueKind.Null)
        {
            shape(value, path);
        }
    };

    public static Shape ListOf(Shape item) => (value, path) =>
    {
        IsOf(value, path, JsonValueKind.Array);
        int index = 0;
        foreach (JsonElement element in value.EnumerateArray())
        {
            item(element, $"{path}[{index++}]");
        }
    };

    /// <summary>An object with these fields and no others.</summary>
    /// <param name="fields">Their shapes by name; one whose name ends with <c>?</c> may be left out.</param>
    public static Shape Object(params (string Name, Shape Shape)[] fields)
    {
        Dictionary<string, Shape> shapes = fields.ToDictionary(field => field.Name.TrimEnd('?'), field => field.Shape);
        string[] required = [.. fields.Select(field => field.Name).Where(name => !name.EndsWith('?'))];
        return (value, path) =>
        {
            IsOf(value, path, JsonValueKind.Object);
            string[] names = [.. value.EnumerateObject().Select(property => property.Name)];
            Assert.True(names.Distinct().Count() == names.Length, $"{path} has a field twice");
            foreach (string name in required)
            {
                Assert.True(names.Contains(name), $"{path}.{name} is missing");
            }

            foreach (JsonProperty property in value.EnumerateObject())
            {
                Assert.True(shapes.TryGetValue(property.Name, out Shape? shape), $"{path}.{property.Name} is not in the schema");
                shape!(property.Value, $"{path}.{property.Name}");
            }
        };
    }

    private static void IsOf(JsonElement value, string path, JsonValueKind kind) =>
        Assert.True(value.ValueKind == kind, $"{path} is {value.ValueKind} instead of {kind}");
}
