using System.Text.Json;

namespace LightThinker.Chat.Grammars.Schemas;

/// <summary>A subschema and where it is. Immutable.</summary>
/// <param name="Id">Its number in the <see cref="SchemaDocument"/>.</param>
/// <param name="Element">The schema.</param>
/// <param name="Path">Where it is.</param>
internal sealed record SchemaLocation(int Id, JsonElement Element, SchemaPath Path)
{
    public JsonSchemaException Error(string? keyword, string problem) => new(Path.ToString(), keyword, problem);
}
