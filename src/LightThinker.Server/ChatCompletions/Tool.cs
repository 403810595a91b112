using System.Text.Json;

namespace LightThinker.Server.ChatCompletions;

/// <summary>A function that the model may call. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">JSON Schema of its arguments.</param>
/// <param name="IsStrict">Whether a schema that cannot be held to exactly is a mistake.</param>
/// <param name="SchemaField">The request field that holds the schema.</param>
internal sealed record Tool(string Name, JsonElement Parameters, bool IsStrict, string SchemaField);
