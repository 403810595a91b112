using System.Globalization;

namespace LightThinker.Engine.Tests.Grammars;

/// <summary>
/// A random grammar, its GBNF text, and a matcher that tries every derivation: sets of places where a part may end, by
/// definition, sharing nothing with the engine. One thread at a time.
/// </summary>
/// <param name="rules">Rule 0 is the root. A rule calls later ones, or any behind a character.</param>
internal sealed class ReferenceGrammar(ReferencePart[] rules)
{
    private readonly Dictionary<(ReferencePart Part, int At), HashSet<int>> _known = [];
    private int[] _text = [];
    private bool _reachedEnd;

    public string Text => string.Join(
        '\n', rules.Select((rule, i) => string.Create(CultureInfo.InvariantCulture, $"{Name(i)} ::= {rule.Gbnf(Name)}")));

    public static string Name(int rule) => rule == 0 ? "root" : string.Create(CultureInfo.InvariantCulture, $"r{rule}");

    /// <summary>Whether the whole text is one of the grammar's, and whether one of them begins with it.</summary>
    public (bool Accepts, bool Begins) Match(string text)
    {
        _text = [.. text.EnumerateRunes().Select(rune => rune.Value)];
        _known.Clear();
        _reachedEnd = false;
        bool accepts = Ends(rules[0], 0).Contains(_text.Length);
        return (accepts, accepts || _reachedEnd);
    }

    private HashSet<int> Ends(ReferencePart part, int at)
    {
        if (_known.TryGetValue((part, at), out HashSet<int>? known))
        {
            return known;
        }

        HashSet<int> ends = part switch
        {
            ReferencePart.Chars chars => EndsOfChar(chars, at),
            ReferencePart.Call call => Ends(rules[call.Rule], at),
            ReferencePart.Choice choice => [.. choice.Parts.SelectMany(one => Ends(one, at))],
            ReferencePart.Chain chain => EndsOfChain(chain, at),
            ReferencePart.Repeat repeat => EndsOfRepeat(repeat, at),
            _ => throw new InvalidOperationException(),
        };
        return _known[(part, at)] = ends;
    }

    private HashSet<int> EndsOfChar(ReferencePart.Chars chars, int at)
    {
        _reachedEnd |= at == _text.Length;
        return at < _text.Length && chars.Contains(_text[at]) ? [at + 1] : [];
    }

    private HashSet<int> EndsOfChain(ReferencePart.Chain chain, int at)
    {
        HashSet<int> ends = [at];
        foreach (ReferencePart part in chain.Parts)
        {
            ends = [.. ends.SelectMany(end => Ends(part, end))];
        }

        return ends;
    }

    private HashSet<int> EndsOfRepeat(ReferencePart.Repeat repeat, int at)
    {
        HashSet<int> ends = repeat.Min == 0 ? [at] : [];
        HashSet<int> reached = [at];
        int rounds = repeat.Max ?? (repeat.Min + _text.Length + 1);
        for (int round = 1; round <= rounds && reached.Count > 0; round++)
        {
            reached = [.. reached.SelectMany(end => Ends(repeat.Part, end))];
            if (round >= repeat.Min)
            {
                ends.UnionWith(reached);
            }
        }

        return ends;
    }
}
