using System.Runtime.InteropServices;
using LightThinker.Engine.Grammars.Syntax;

namespace LightThinker.Engine.Grammars.Programs;

/// <summary>Collects the character sets of one grammar; equal states are shared among them. One thread at a time.</summary>
internal sealed class Utf8StatesBuilder
{
    private readonly List<int> _starts = [0];
    private readonly List<Utf8Edge> _edges = [];
    private readonly Dictionary<string, int> _known = [];

    /// <summary>Adds a set that is not empty.</summary>
    /// <returns>The state that its characters start in.</returns>
    /// <exception cref="GrammarException">The sets together are beyond the limit.</exception>
    public int Add(CharacterSet set)
    {
        var sequences = new List<Utf8Sequence>();
        foreach (CharacterRange range in set.Ranges)
        {
            Utf8Sequence.AddAll(range, sequences);
        }

        return AddState(CollectionsMarshal.AsSpan(sequences), 0);
    }

    public Utf8States Build() => new([.. _starts], [.. _edges]);

    // The sequences agree in their bytes before index. They are sorted, and those whose ranges at index overlap have the same
    // range there, because a sequence with several values at one place has all values behind it.
    private int AddState(ReadOnlySpan<Utf8Sequence> sequences, int index)
    {
        var edges = new List<Utf8Edge>();
        while (sequences.Length > 0)
        {
            Utf8Sequence first = sequences[0];
            int count = 1;
            while (count < sequences.Length && sequences[count].Low(index) == first.Low(index))
            {
                count++;
            }

            int target = index == first.Length - 1 ? Utf8States.Whole : AddState(sequences[..count], index + 1);
            AddEdge(edges, new Utf8Edge(first.Low(index), first.High(index), target));
            sequences = sequences[count..];
        }

        return Intern(edges);
    }

    private static void AddEdge(List<Utf8Edge> edges, Utf8Edge edge)
    {
        if (edges.Count > 0 && edges[^1].Target == edge.Target && edges[^1].Last + 1 == edge.First)
        {
            edges[^1] = edges[^1] with { Last = edge.Last };
        }
        else
        {
            edges.Add(edge);
        }
    }

    private int Intern(List<Utf8Edge> edges)
    {
        string key = string.Create(3 * edges.Count, edges, static (letters, edges) =>
        {
            for (int i = 0; i < edges.Count; i++)
            {
                letters[3 * i] = (char)((edges[i].First << 8) | edges[i].Last);
                letters[(3 * i) + 1] = (char)(edges[i].Target >> 16);
                letters[(3 * i) + 2] = (char)edges[i].Target;
            }
        });
        if (!_known.TryGetValue(key, out int state))
        {
            if (_edges.Count + edges.Count > GrammarLimits.MaxProgramSize)
            {
                throw new GrammarException("The grammar's character classes have too many ranges together.");
            }

            state = _starts.Count - 1;
            _edges.AddRange(edges);
            _starts.Add(_edges.Count);
            _known.Add(key, state);
        }

        return state;
    }
}
