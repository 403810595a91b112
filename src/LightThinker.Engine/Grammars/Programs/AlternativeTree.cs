namespace LightThinker.Engine.Grammars.Programs;

/// <summary>
/// Alternatives with what they begin with in common written once, so that ten thousand literals are not ten thousand paths.
/// One thread at a time.
/// </summary>
internal sealed class AlternativeTree
{
    /// <summary>The place before all alternatives.</summary>
    public const int Start = 0;

    private readonly List<(int Parent, ProgramItem Item)> _places = [(-1, default)];
    private readonly HashSet<int> _ends = [];
    private readonly Dictionary<(int Parent, InstructionKind Kind, int Value), int> _simple = [];

    /// <summary>Goes on from a place with an item, sharing the way with an equal one.</summary>
    public int Add(int place, ProgramItem item)
    {
        if (item.Element is null && _simple.TryGetValue((place, item.Kind, item.Value), out int known))
        {
            return known;
        }

        _places.Add((place, item));
        int added = _places.Count - 1;
        if (item.Element is null)
        {
            _simple.Add((place, item.Kind, item.Value), added);
        }

        return added;
    }

    /// <summary>An alternative ends at this place.</summary>
    public void End(int place) => _ends.Add(place);

    /// <summary>Makes the instructions; places come after the one that they go on from, so this runs backwards.</summary>
    /// <param name="emit">Makes an item's instructions, given what follows.</param>
    /// <param name="emitEither">Makes a choice between two instructions.</param>
    /// <param name="next">What follows all alternatives.</param>
    /// <returns>The first instruction.</returns>
    public int Emit(Func<ProgramItem, int, int> emit, Func<int, int, int> emitEither, int next)
    {
        int?[] entries = new int?[_places.Count];
        foreach (int end in _ends)
        {
            entries[end] = next;
        }

        for (int place = _places.Count - 1; place > Start; place--)
        {
            (int parent, ProgramItem item) = _places[place];
            int entry = emit(item, entries[place]!.Value);
            entries[parent] = entries[parent] is { } other ? emitEither(entry, other) : entry;
        }

        return entries[Start]!.Value;
    }
}
