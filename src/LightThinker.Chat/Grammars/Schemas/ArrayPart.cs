namespace LightThinker.Chat.Grammars.Schemas;

/// <summary>What one schema says about the items of arrays. Immutable.</summary>
/// <param name="First">Schemas of the first items.</param>
/// <param name="Others">The schema of all items behind these; null where nothing is said about them.</param>
internal sealed record ArrayPart(IReadOnlyList<SchemaLocation> First, SchemaLocation? Others)
{
    /// <summary>The schema of the item at an index; null where nothing is said about it.</summary>
    public SchemaLocation? this[int index] => index < First.Count ? First[index] : Others;
}
