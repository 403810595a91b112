using LightThinker.Chat.Grammars.Schemas;

namespace LightThinker.Chat.Grammars.Strings;

/// <summary>
/// A pattern as a non-deterministic automaton. Immutable once made. Making it recurses through groups; a repetition by a count is
/// written out.
/// </summary>
internal sealed class PatternStates
{
    private readonly List<List<(CodePoints Set, int Next)>> _edges = [];
    private readonly List<List<int>> _free = [];
    private readonly int _end;

    /// <exception cref="JsonSchemaException">The pattern needs too many states.</exception>
    public PatternStates(PatternNode pattern, SchemaSet place)
    {
        Place = place;
        int start = Add();
        _end = Build(pattern, start);
        Start = Close([start]);
    }

    /// <summary>The states before any text, in ascending order.</summary>
    public int[] Start { get; }

    private SchemaSet Place { get; }

    public bool Accepts(int[] states) => Array.BinarySearch(states, _end) >= 0;

    /// <summary>The characters that lead on from some states, and where to.</summary>
    public IEnumerable<(CodePoints Set, int Next)> EdgesOf(int[] states) => states.SelectMany(state => _edges[state]);

    /// <summary>States with those that are reached without a character, in ascending order.</summary>
    public int[] Close(IEnumerable<int> states)
    {
        var closed = new SortedSet<int>();
        var open = new Stack<int>(states);
        while (open.TryPop(out int state))
        {
            if (closed.Add(state))
            {
                _free[state].ForEach(open.Push);
            }
        }

        return [.. closed];
    }

    // Adds the states behind one; returns the last of them.
    private int Build(PatternNode node, int from)
    {
        switch (node)
        {
            case PatternNode.Characters characters:
                int next = Add();
                _edges[from].Add((characters.Set, next));
                return next;

            case PatternNode.Sequence sequence:
                return sequence.Parts.Aggregate(from, (state, part) => Build(part, state));

            case PatternNode.Choice choice:
                int end = Add();
                foreach (PatternNode part in choice.Parts)
                {
                    int start = Add();
                    _free[from].Add(start);
                    _free[Build(part, start)].Add(end);
                }

                return end;

            case PatternNode.Repeat repeat:
                return BuildRepeat(repeat, from);

            default:
                throw new InvalidOperationException($"{node.GetType().Name} should have been resolved.");
        }
    }

    private int BuildRepeat(PatternNode.Repeat repeat, int from)
    {
        for (int i = 0; i < repeat.Min; i++)
        {
            from = Build(repeat.Part, from);
        }

        int end = Add();
        _free[from].Add(end);
        if (repeat.Max is null)
        {
            _free[Build(repeat.Part, end)].Add(end);
            int behind = Add();
            _free[end].Add(behind);
            return behind;
        }

        for (int i = repeat.Min; i < repeat.Max; i++)
        {
            from = Build(repeat.Part, from);
            _free[from].Add(end);
        }

        return end;
    }

    private int Add()
    {
        if (_edges.Count == SchemaLimits.MaxStates)
        {
            throw PatternAutomaton.TooLarge(Place);
        }

        _edges.Add([]);
        _free.Add([]);
        return _edges.Count - 1;
    }
}
