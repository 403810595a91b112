namespace LightThinker.Chat.Grammars.Schemas;

/// <summary>
/// The members that objects under several schemas together may have. Immutable. Where properties are declared and nothing is said
/// about others, others are not written, though the schemas would allow them.
/// </summary>
internal sealed class ObjectView
{
    private readonly IReadOnlyList<ObjectPart> _parts;

    public ObjectView(SchemaConstraints constraints)
    {
        _parts = constraints.Objects;
        Names = [.. _parts.SelectMany(part => part.Properties.Keys).Union(constraints.Required)];
        AllowsOthers = _parts.All(part => part.Properties.Count == 0) || _parts.Any(part => part.Additional is not null);
        Others = SchemaSet.Of(_parts.Select(part => part.Additional));
        NameSchemas = SchemaSet.Of(_parts.Select(part => part.Names));
        Required = constraints.Required.ToHashSet();
    }

    /// <summary>The declared names in the order written, then the required ones that are not declared.</summary>
    public IReadOnlyList<string> Names { get; }

    public IReadOnlySet<string> Required { get; }

    /// <summary>Whether other members are written.</summary>
    public bool AllowsOthers { get; }

    /// <summary>What values of other members must match.</summary>
    public SchemaSet Others { get; }

    /// <summary>What all names must match.</summary>
    public SchemaSet NameSchemas { get; }

    /// <summary>What the value of a member must match.</summary>
    public SchemaSet ValueOf(string name) => SchemaSet.Of(
        _parts.Select(part => part.Properties.TryGetValue(name, out SchemaLocation? schema) ? schema : part.Additional));

    /// <summary>Whether a member is ever written.</summary>
    public bool Writes(string name) => AllowsOthers || Required.Contains(name) || _parts.Any(part => part.Properties.ContainsKey(name));
}
