namespace LightThinker.Chat.Grammars.Schemas;

/// <summary>
/// A place in a schema's JSON. The same place is the same object, and its text is made only when it is shown, as names may be
/// long. One thread at a time.
/// </summary>
internal sealed class SchemaPath
{
    private readonly SchemaPath? _parent;
    private readonly string _name;
    private readonly Dictionary<string, SchemaPath> _children = [];

    public SchemaPath()
        : this(null, "")
    {
    }

    private SchemaPath(SchemaPath? parent, string name) => (_parent, _name) = (parent, name);

    /// <summary>The schema at this place, once it is known as one.</summary>
    public SchemaLocation? Schema { get; set; }

    public SchemaPath this[string name]
    {
        get
        {
            if (!_children.TryGetValue(name, out SchemaPath? child))
            {
                child = new SchemaPath(this, name);
                _children.Add(name, child);
            }

            return child;
        }
    }

    /// <summary>As a JSON pointer.</summary>
    public override string ToString()
    {
        var names = new Stack<string>();
        for (SchemaPath path = this; path._parent is not null; path = path._parent)
        {
            names.Push(path._name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
        }

        return string.Concat(names.Select(name => $"/{name}"));
    }
}
