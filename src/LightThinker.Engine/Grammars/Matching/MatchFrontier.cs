using LightThinker.Engine.Grammars.Programs;

namespace LightThinker.Engine.Grammars.Matching;

/// <summary>
/// Follows instructions that match no text until each path waits for some. One thread at a time; its lists are reused. A rule
/// that several paths call at the same place in the text is followed once and goes back to all of them.
/// </summary>
/// <param name="program">The grammar.</param>
/// <param name="memory">Where the resulting states are kept.</param>
internal sealed class MatchFrontier(GrammarProgram program, MatchMemory memory)
{
    private readonly List<MatchContext> _contexts = [];
    private readonly Dictionary<int, int> _contextOfRule = [];
    private readonly Dictionary<Continuation, int> _contextOf = [];
    private readonly Queue<(int Instruction, int Context)> _open = new();
    private readonly HashSet<(int Instruction, int Context)> _seen = [];
    private readonly List<(int Instruction, int Context)> _waiting = [];
    private readonly List<MatchPath> _paths = [];
    private bool _canEnd;

    /// <summary>Instructions looked at since the matcher was made.</summary>
    public long Work { get; private set; }

    /// <summary>Bytes for which paths were left out, because following them all was too much.</summary>
    public long CutCount { get; private set; }

    /// <summary>Adds a path that already waits for text: one inside a character.</summary>
    public void AddWaiting(MatchPath path) => _paths.Add(path);

    /// <summary>Adds a path that goes on with an instruction.</summary>
    public void Add(int instruction, Continuation then) => _open.Enqueue((instruction, ContextOf(then)));

    /// <summary>Follows what was added.</summary>
    /// <returns>The state that all of it is together.</returns>
    public MatchState Finish()
    {
        int work = Follow();
        foreach ((int instruction, int context) in _waiting)
        {
            ref readonly Instruction waiting = ref program[instruction];
            int state = waiting.Kind == InstructionKind.Character ? waiting.Value : 0;
            _paths.Add(new MatchPath(instruction, state, Resolve(context)));
        }

        // Paths are sorted, which costs more than an instruction.
        Work += work + _paths.Count;
        MatchState result = memory.State(_canEnd, _paths);
        Clear();
        return result;
    }

    // First come, first served: what is few steps away is found before a cut.
    private int Follow()
    {
        int work = 0;
        while (_open.TryDequeue(out (int Instruction, int Context) place))
        {
            if (!_seen.Add(place))
            {
                continue;
            }

            if (++work > GrammarLimits.MaxWorkPerByte)
            {
                CutCount++;
                _open.Clear();
                break;
            }

            ref readonly Instruction instruction = ref program[place.Instruction];
            switch (instruction.Kind)
            {
                case InstructionKind.Return:
                    work += GoBack(_contexts[place.Context]);
                    break;
                case InstructionKind.Either:
                    _open.Enqueue((instruction.Value, place.Context));
                    _open.Enqueue((instruction.Next, place.Context));
                    break;
                case InstructionKind.Call:
                    Call(instruction, place.Context);
                    break;
                default:
                    _waiting.Add(place);
                    break;
            }
        }

        return work;
    }

    private void Call(Instruction call, int caller)
    {
        if (!_contextOfRule.TryGetValue(call.Value, out int context))
        {
            context = _contexts.Count;
            _contexts.Add(new MatchContext(null));
            _contextOfRule.Add(call.Value, context);
        }

        _contexts[context].Callers.Add((call.Next, caller));
        _open.Enqueue((program.EntryOf(call.Value), context));
        if (_contexts[context].MayBeEmpty)
        {
            _open.Enqueue((call.Next, caller));
        }
    }

    private int GoBack(MatchContext context)
    {
        if (context.Resolved is not { } resolved)
        {
            context.MayBeEmpty = true;
            foreach ((int Instruction, int Context) caller in context.Callers)
            {
                _open.Enqueue(caller);
            }

            return context.Callers.Count;
        }

        _canEnd |= resolved.EndsText;
        foreach (Return place in resolved.Returns)
        {
            _open.Enqueue((place.Instruction, ContextOf(place.Then)));
        }

        return resolved.Returns.Length;
    }

    // The rules called here call one another in no circle, as left recursion is refused, but in chains as long as the grammar.
    private Continuation Resolve(int wanted)
    {
        if (_contexts[wanted].Resolved is { } known)
        {
            return known;
        }

        var open = new Stack<int>([wanted]);
        while (open.TryPeek(out int top))
        {
            int openBefore = open.Count;
            foreach ((_, int caller) in _contexts[top].Callers)
            {
                if (_contexts[caller].Resolved is null)
                {
                    open.Push(caller);
                }
            }

            if (open.Count == openBefore)
            {
                _ = open.Pop();
                _contexts[top].Resolved ??= Join(_contexts[top].Callers);
            }
        }

        return _contexts[wanted].Resolved!;
    }

    // A caller that would only return hands on its own callers, so that a rule that ends with itself does not nest.
    private Continuation Join(List<(int Instruction, int Context)> callers)
    {
        bool endsText = false;
        var returns = new List<Return>(callers.Count);
        foreach ((int instruction, int context) in callers)
        {
            Continuation then = _contexts[context].Resolved!;
            if (instruction == GrammarProgram.Return)
            {
                endsText |= then.EndsText;
                returns.AddRange(then.Returns);
            }
            else
            {
                returns.Add(new Return(instruction, then));
            }
        }

        return memory.Continue(endsText, returns);
    }

    private int ContextOf(Continuation then)
    {
        if (!_contextOf.TryGetValue(then, out int context))
        {
            context = _contexts.Count;
            _contexts.Add(new MatchContext(then));
            _contextOf.Add(then, context);
        }

        return context;
    }

    private void Clear()
    {
        _contexts.Clear();
        _contextOfRule.Clear();
        _contextOf.Clear();
        _seen.Clear();
        _waiting.Clear();
        _paths.Clear();
        _canEnd = false;
    }
}
