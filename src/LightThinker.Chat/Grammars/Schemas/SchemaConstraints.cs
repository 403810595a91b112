using System.Text.Json;
using LightThinker.Chat.Grammars.Numbers;
using LightThinker.Chat.Grammars.Strings;

namespace LightThinker.Chat.Grammars.Schemas;

/// <summary>
/// What a value must meet all of, once combining keywords are multiplied out. Immutable. Constraints on one type of value say
/// nothing about values of others.
/// </summary>
internal sealed record SchemaConstraints
{
    /// <summary>Any value.</summary>
    public static SchemaConstraints Any { get; } = new();

    /// <summary>Types that are allowed.</summary>
    public JsonTypes Types { get; init; } = JsonTypes.All;

    /// <summary>Whether a keyword names the types, or the values.</summary>
    public bool IsTypeStated { get; init; }

    /// <summary>Types that there are constraints about.</summary>
    public JsonTypes About { get; init; }

    /// <summary>The only values that are allowed; null where any is.</summary>
    public IReadOnlyList<JsonElement>? Values { get; init; }

    public NumberRange Numbers { get; init; } = new();

    public CountRange Length { get; init; } = CountRange.Any;

    /// <summary>Patterns and formats of strings.</summary>
    public IReadOnlyList<TextPattern> Patterns { get; init; } = [];

    public CountRange MemberCount { get; init; } = CountRange.Any;

    /// <summary>Names that every object has, in the order written.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    public IReadOnlyList<ObjectPart> Objects { get; init; } = [];

    public CountRange ItemCount { get; init; } = CountRange.Any;

    public IReadOnlyList<ArrayPart> Arrays { get; init; } = [];

    /// <summary>
    /// The types of the values that are written. A schema that names no type but has constraints on strings, say, means strings.
    /// </summary>
    public JsonTypes WrittenTypes => IsTypeStated || About == JsonTypes.None ? Types : Types & About;

    /// <summary>Whether it is plain that no value is allowed.</summary>
    public bool IsContradiction => Types == JsonTypes.None || Values is { Count: 0 };

    public SchemaConstraints And(SchemaConstraints other) => new()
    {
        Types = Types & other.Types,
        IsTypeStated = IsTypeStated || other.IsTypeStated,
        About = About | other.About,
        Values = Values is null ? other.Values : other.Values is null ? Values
            : [.. Values.Where(value => other.Values.Any(theirs => JsonElement.DeepEquals(value, theirs)))],
        Numbers = Numbers.Intersect(other.Numbers),
        Length = Length.Intersect(other.Length),
        Patterns = [.. Patterns.Union(other.Patterns)],
        MemberCount = MemberCount.Intersect(other.MemberCount),
        Required = [.. Required.Union(other.Required)],
        Objects = [.. Objects, .. other.Objects],
        ItemCount = ItemCount.Intersect(other.ItemCount),
        Arrays = [.. Arrays, .. other.Arrays],
    };

    /// <summary>Whether a value may be allowed; false only where it is certain that it is not.</summary>
    public bool MayAllow(JsonElement value) =>
        (Values is null || Values.Any(allowed => JsonElement.DeepEquals(value, allowed))) && MayAllowButForValues(value);

    /// <summary>Whether all but <see cref="Values"/> may allow a value; false only where it is certain that it does not.</summary>
    public bool MayAllowButForValues(JsonElement value)
    {
        JsonTypes type = JsonValue.TypeOf(value);
        return (Types & type) != 0
            && type switch
            {
                JsonTypes.String => Length.Contains(JsonText.LengthOf(value.GetString()!)),
                JsonTypes.Integer or JsonTypes.Fraction => !JsonDecimal.TryParse(value.GetRawText(), out JsonDecimal number)
                    || Numbers.Contains(number),
                JsonTypes.Array => ItemCount.Contains(value.GetArrayLength()),
                JsonTypes.Object => Required.All(name => value.TryGetProperty(name, out _)),
                _ => true,
            };
    }
}
