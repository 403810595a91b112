using System.Text;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using LightThinker.Engine.Decoding;
using LightThinker.OpenAI.Tokens;
using LightThinker.Server.Hosting;

namespace LightThinker.Server.Tokens;

/// <summary>Writes tokens as these paths have them. Stateless.</summary>
internal static class TokenReport
{
    /// <param name="tokens">The tokens.</param>
    /// <param name="wire">The request, which says in what form.</param>
    /// <param name="model">The served model.</param>
    public static TokenList List(IReadOnlyList<Token> tokens, TokenizeRequest wire, ServedModel model) => new()
    {
        Count = tokens.Count,
        MaxModelLen = model.ContextLength,
        Tokens = new JsonArray([.. tokens.Select<Token, JsonNode>(token => wire.WithPieces == true
            ? Piece(token, model.Vocabulary)
            : JsonValue.Create(token.Id))]),
        TokenStrs = wire.ReturnTokenStrs == true
            ? [.. tokens.Select(token => Encoding.UTF8.GetString(model.Vocabulary.GetBytes(token)))]
            : null,
    };

    /// <summary>The text of tokens, control tokens by their names.</summary>
    public static string Spell(IEnumerable<Token> tokens, IVocabulary vocabulary) =>
        Encoding.UTF8.GetString([.. tokens.SelectMany(token => vocabulary.GetBytes(token).ToArray())]);

    private static JsonObject Piece(Token token, IVocabulary vocabulary)
    {
        ReadOnlySpan<byte> bytes = vocabulary.GetBytes(token);
        return new JsonObject
        {
            ["id"] = token.Id,
            ["piece"] = Utf8.IsValid(bytes)
                ? JsonValue.Create(Encoding.UTF8.GetString(bytes))
                : new JsonArray([.. bytes.ToArray().Select(static value => JsonValue.Create((int)value))]),
        };
    }
}
