namespace LightThinker.Chat.Grammars.Schemas;

/// <summary>What one schema says about the members of objects. Immutable.</summary>
/// <param name="Properties">Schemas by name, in the order written.</param>
/// <param name="Additional">The schema of all other members; null where nothing is said about them.</param>
/// <param name="Names">The schema of all names; null where nothing is said about them.</param>
internal sealed record ObjectPart(
    OrderedDictionary<string, SchemaLocation> Properties, SchemaLocation? Additional, SchemaLocation? Names);
