namespace LightThinker.Chat.Grammars.Schemas;

/// <summary>Objects, as they are written. Immutable but for its nodes.</summary>
/// <param name="Members">Declared members, in the order in which they are written.</param>
/// <param name="Others">The values of other members; null where none is written.</param>
/// <param name="OtherNames">A GBNF expression of the names of other members, with quotes.</param>
/// <param name="Count">How many members there are.</param>
internal sealed record ObjectShape(
    IReadOnlyList<ObjectMember> Members, SchemaNode? Others, string OtherNames, CountRange Count)
{
    /// <summary>Whether some such object can be written to its end.</summary>
    public bool CanEnd
    {
        get
        {
            int required = Members.Count(member => member.IsRequired);
            int possible = Members.Count(member => member.Value.CanEnd) + (Others is { CanEnd: true } ? 1 : 0);
            return Members.All(member => !member.IsRequired || member.Value.CanEnd)
                && !(required > Count.Max) && possible >= Count.Min && !Count.IsEmpty;
        }
    }
}
