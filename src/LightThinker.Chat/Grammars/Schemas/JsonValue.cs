using System.Text;
using System.Text.Json;
using LightThinker.Chat.Grammars.Numbers;
using LightThinker.Chat.Grammars.Rules;
using LightThinker.Chat.Grammars.Strings;

namespace LightThinker.Chat.Grammars.Schemas;

/// <summary>Fixed JSON values, as in an enum. Stateless and thread-safe. It recurses, at most as deep as a schema may be.</summary>
internal static class JsonValue
{
    public static JsonTypes TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => JsonTypes.Null,
        JsonValueKind.True or JsonValueKind.False => JsonTypes.Boolean,
        JsonValueKind.String => JsonTypes.String,
        JsonValueKind.Object => JsonTypes.Object,
        JsonValueKind.Array => JsonTypes.Array,
        _ => !JsonDecimal.TryParse(value.GetRawText(), out JsonDecimal number) || number.IsInteger
            ? JsonTypes.Integer
            : JsonTypes.Fraction,
    };

    /// <summary>A GBNF expression of one value, with the spaces that are allowed within it.</summary>
    public static string Write(GrammarRules rules, JsonElement value)
    {
        string space = rules.Shared(SharedRule.Space);
        return value.ValueKind switch
        {
            JsonValueKind.Object => Join(
                "{", value.EnumerateObject().Select(member =>
                    $"{Gbnf.Literal($"{JsonText.Quote(member.Name)}:")} \" \"? {Write(rules, member.Value)}"), "}", space),
            JsonValueKind.Array => Join("[", value.EnumerateArray().Select(item => Write(rules, item)), "]", space),
            JsonValueKind.String => Gbnf.Literal(JsonText.Quote(value.GetString()!)),
            _ => Gbnf.Literal(value.GetRawText()),
        };
    }

    private static string Join(string open, IEnumerable<string> parts, string close, string space)
    {
        var text = new StringBuilder($"\"{open}\"");
        bool isFirst = true;
        foreach (string part in parts)
        {
            text.Append(isFirst ? $" {space} {part}" : $" \",\" {space} {part}");
            isFirst = false;
        }

        return text.Append(isFirst ? $" \"{close}\"" : $" {space} \"{close}\"").ToString();
    }
}
