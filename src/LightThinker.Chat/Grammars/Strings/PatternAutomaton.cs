using LightThinker.Chat.Grammars.Rules;
using LightThinker.Chat.Grammars.Schemas;

namespace LightThinker.Chat.Grammars.Strings;

/// <summary>
/// Writes strings that match several patterns, or a pattern and a length, as GBNF: all patterns are followed side by side and
/// characters counted, and each place reached becomes a rule. One thread, one
/// string.
/// </summary>
internal sealed class PatternAutomaton
{
    private const int Start = 0;
    private const int MaxWork = SchemaLimits.MaxSteps / 5;

    private static readonly int[] ShorterLengths = [1_000, 250, 60];

    private readonly GrammarRules _rules;
    private readonly CountRange _length;
    private readonly PatternStates[] _patterns;
    private readonly List<Place> _places = [];
    private readonly Dictionary<string, int> _numbers = [];
    private int _work;

    private PatternAutomaton(GrammarRules rules, CountRange length, PatternStates[] patterns) =>
        (_rules, _length, _patterns) = (rules, length, patterns);

    /// <summary>The error for what needs too many states.</summary>
    public static JsonSchemaException TooLarge(SchemaSet place) => new(
        place.Path, "pattern", "needs too much work together with the length or the other patterns; simplify it or leave the length out.");

    /// <summary>
    /// Writes a rule for what is between the quotes. Where that is too much work, only shorter strings are written than the length
    /// allows.
    /// </summary>
    /// <returns>The rule; null if no text matches.</returns>
    /// <exception cref="JsonSchemaException">It is too much work even so.</exception>
    public static string? Write(GrammarRules rules, CountRange length, IReadOnlyList<PatternNode> patterns, SchemaSet place)
    {
        var states = patterns.Select(pattern => new PatternStates(pattern, place)).ToArray();
        var whole = new PatternAutomaton(rules, length, states);
        if (whole.TryFindPlaces())
        {
            return whole.WriteRules();
        }

        foreach (int shorter in ShorterLengths.Where(shorter => shorter >= length.Min && shorter < length.Max))
        {
            var part = new PatternAutomaton(rules, length with { Max = shorter }, states);
            if (part.TryFindPlaces() && part.WriteRules() is { } rule)
            {
                return rule;
            }
        }

        throw TooLarge(place);
    }

    private bool TryFindPlaces()
    {
        _ = NumberOf([.. _patterns.Select(pattern => pattern.Start)], 0);
        for (int next = 0; next < _places.Count; next++)
        {
            if (_places.Count > SchemaLimits.MaxStates || !TryFindEdges(_places[next]))
            {
                return false;
            }
        }

        return true;
    }

    private string? WriteRules()
    {
        HashSet<int> alive = FindAlive();
        if (!alive.Contains(Start))
        {
            return null;
        }

        Dictionary<int, string> names = alive.ToDictionary(number => number, _ => _rules.Reserve("text"));
        foreach ((int number, string name) in names)
        {
            List<string> choices =
            [
                .. _places[number].Edges.Where(edge => alive.Contains(edge.Key))
                    .Select(edge => $"{JsonText.OneOf(_rules, edge.Value)} {names[edge.Key]}"),
            ];
            _rules.Define(name, string.Join(" | ", _places[number].IsEnd ? [.. choices, "\"\""] : choices));
        }

        return names[Start];
    }

    private int NumberOf(int[][] states, int count)
    {
        string key = $"{count}:{string.Join(';', states.Select(one => string.Join(',', one)))}";
        if (_numbers.TryGetValue(key, out int known))
        {
            return known;
        }

        bool isEnd = count >= _length.Min && _patterns.Zip(states).All(pair => pair.First.Accepts(pair.Second));
        _places.Add(new Place(states, count, isEnd, []));
        _numbers.Add(key, _places.Count - 1);
        return _places.Count - 1;
    }

    // False if it is too much work.
    private bool TryFindEdges(Place place)
    {
        if (place.Count >= _length.Max)
        {
            return true;
        }

        int count = Math.Min(place.Count + 1, _length.Max ?? _length.Min);
        List<(CodePoints Set, int Next)>[] edges =
            [.. _patterns.Zip(place.States).Select(pair => pair.First.EdgesOf(pair.Second).ToList())];
        int[] borders =
        [
            .. edges.SelectMany(some => some).SelectMany(edge => edge.Set.Ranges)
                .SelectMany(range => new[] { range.First, range.Last + 1 }).Distinct().Order(),
        ];
        for (int i = 0; i + 1 < borders.Length; i++)
        {
            if (!TrySpend(edges.Sum(some => some.Count + 1)))
            {
                return false;
            }

            int[][] next =
            [
                .. _patterns.Zip(edges).Select(pair =>
                    pair.First.Close(pair.Second.Where(edge => edge.Set.Contains(borders[i])).Select(edge => edge.Next))),
            ];
            if (next.All(states => states.Length > 0))
            {
                if (!TrySpend(next.Sum(states => states.Length)))
                {
                    return false;
                }

                int number = NumberOf(next, count);
                CodePoints characters = CodePoints.Of((borders[i], borders[i + 1] - 1));
                place.Edges[number] = place.Edges.TryGetValue(number, out CodePoints? others) ? others.Union(characters) : characters;
            }
        }

        return true;
    }

    // From which places an end can be reached.
    private HashSet<int> FindAlive()
    {
        var before = new List<int>[_places.Count];
        for (int number = 0; number < _places.Count; number++)
        {
            foreach (int next in _places[number].Edges.Keys)
            {
                (before[next] ??= []).Add(number);
            }
        }

        var alive = new HashSet<int>(Enumerable.Range(0, _places.Count).Where(number => _places[number].IsEnd));
        var open = new Stack<int>(alive);
        while (open.TryPop(out int number))
        {
            foreach (int previous in before[number] ?? [])
            {
                if (alive.Add(previous))
                {
                    open.Push(previous);
                }
            }
        }

        return alive;
    }

    private bool TrySpend(int steps) => (_work += steps) <= MaxWork && _rules.TrySpend(steps);

    private sealed record Place(int[][] States, int Count, bool IsEnd, Dictionary<int, CodePoints> Edges);
}
