using LightThinker.Engine.Grammars.Programs;

namespace LightThinker.Engine.Grammars.Matching;

/// <summary>
/// Keeps the match states and continuations of one grammar, equal ones once. Engine thread only. It forgets everything when it
/// has grown too large; states still in use are then moved to the new era.
/// </summary>
/// <param name="program">The grammar.</param>
internal sealed class MatchMemory(GrammarProgram program)
{
    private readonly Dictionary<Continuation, Continuation> _continuations = new(ContinuationComparer.Instance);
    private readonly Dictionary<MatchState, MatchState> _states = new(MatchStateComparer.Instance);
    private int _era;
    private int _nextId;

    /// <summary>References held.</summary>
    public int Size { get; private set; }

    /// <summary>Changes whenever everything was forgotten.</summary>
    public int Era => _era;

    public int StateCount => _states.Count;

    public void Forget()
    {
        _continuations.Clear();
        _states.Clear();
        Size = 0;
        _era++;
    }

    /// <param name="endsText">Whether the text may end there.</param>
    /// <param name="returns">In any order, repeats allowed; sorted here.</param>
    public Continuation Continue(bool endsText, List<Return> returns)
    {
        SortAndCut(returns, GrammarLimits.MaxReturns);
        var made = new Continuation(_nextId, endsText, [.. returns]);
        if (_continuations.TryGetValue(made, out Continuation? known))
        {
            return known;
        }

        _nextId++;
        Size += 4 + (2 * returns.Count);
        _continuations.Add(made, made);
        return made;
    }

    /// <param name="canEnd">Whether the text may end here.</param>
    /// <param name="paths">In any order, repeats allowed; sorted here.</param>
    public MatchState State(bool canEnd, List<MatchPath> paths)
    {
        SortAndCut(paths, GrammarLimits.MaxPaths);
        bool awaitsToken = false;
        foreach (MatchPath path in paths)
        {
            awaitsToken |= program[path.Instruction].Kind is InstructionKind.Token or InstructionKind.OtherToken;
        }

        var made = new MatchState([.. paths], canEnd, awaitsToken, program.Classes.Count, _era);
        if (_states.TryGetValue(made, out MatchState? known))
        {
            return known;
        }

        Size += 8 + (2 * paths.Count) + program.Classes.Count;
        _states.Add(made, made);
        return made;
    }

    /// <summary>The state of this era that stands for the same.</summary>
    public MatchState Renew(MatchState state)
    {
        if (state.Era == _era)
        {
            return state;
        }

        var renewed = new Dictionary<Continuation, Continuation>();
        var paths = new List<MatchPath>(state.Paths.Length);
        foreach (MatchPath path in state.Paths)
        {
            paths.Add(path with { Then = Renew(path.Then, renewed) });
        }

        return State(state.CanEnd, paths);
    }

    // Chains are as long as the text is nested, so this must not recurse.
    private Continuation Renew(Continuation continuation, Dictionary<Continuation, Continuation> renewed)
    {
        var open = new Stack<Continuation>([continuation]);
        while (open.TryPeek(out Continuation? top))
        {
            int openBefore = open.Count;
            foreach (Return place in top.Returns)
            {
                if (!renewed.ContainsKey(place.Then))
                {
                    open.Push(place.Then);
                }
            }

            if (open.Count == openBefore)
            {
                _ = open.Pop();
                List<Return> returns = [];
                foreach (Return place in top.Returns)
                {
                    returns.Add(place with { Then = renewed[place.Then] });
                }

                renewed[top] = Continue(top.EndsText, returns);
            }
        }

        return renewed[continuation];
    }

    // Beyond the limit the middle goes: of a long repetition, its beginning and its end are kept.
    private static void SortAndCut<T>(List<T> items, int limit)
        where T : IComparable<T>
    {
        if (items.Count < 2)
        {
            return;
        }

        items.Sort();
        int kept = 1;
        for (int i = 1; i < items.Count; i++)
        {
            if (!EqualityComparer<T>.Default.Equals(items[i], items[kept - 1]))
            {
                items[kept++] = items[i];
            }
        }

        items.RemoveRange(kept, items.Count - kept);
        if (kept > limit)
        {
            items.RemoveRange(limit / 2, kept - limit);
        }
    }
}
