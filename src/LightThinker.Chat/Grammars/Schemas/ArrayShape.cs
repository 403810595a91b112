namespace LightThinker.Chat.Grammars.Schemas;

/// <summary>Arrays, as they are written. Immutable but for its nodes.</summary>
/// <param name="First">The first items.</param>
/// <param name="Others">All items behind these; null where there are none.</param>
/// <param name="Count">How many items there are.</param>
internal sealed record ArrayShape(IReadOnlyList<SchemaNode> First, SchemaNode? Others, CountRange Count)
{
    /// <summary>Most items that can be written to their end; null for no bound.</summary>
    public int? Possible
    {
        get
        {
            int items = First.TakeWhile(node => node.CanEnd).Count();
            return items == First.Count && Others is { CanEnd: true } ? Count.Max : Math.Min(items, Count.Max ?? items);
        }
    }

    /// <summary>Whether some such array can be written to its end.</summary>
    public bool CanEnd => !Count.IsEmpty && !(Possible < Count.Min);
}
