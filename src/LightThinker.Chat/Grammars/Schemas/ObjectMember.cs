namespace LightThinker.Chat.Grammars.Schemas;

/// <summary>A declared member of an object. Immutable but for its node.</summary>
internal sealed record ObjectMember(string Name, SchemaNode Value, bool IsRequired);
