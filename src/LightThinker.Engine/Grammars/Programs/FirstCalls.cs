namespace LightThinker.Engine.Grammars.Programs;

/// <summary>Finds which rules a rule may call before any text is matched. One program, one thread.</summary>
internal sealed class FirstCalls
{
    private readonly GrammarProgram _program;
    private readonly bool[] _isSeen;
    private readonly bool[] _mayBeEmpty;
    private readonly List<int>[] _calls;

    // By rule, the calls that go on behind it once it turns out that it may be empty.
    private readonly List<(int Rule, int Instruction)>[] _waiting;
    private readonly Stack<(int Rule, int Instruction)> _open = new();

    private FirstCalls(GrammarProgram program)
    {
        _program = program;
        _isSeen = new bool[program.Size];
        _mayBeEmpty = new bool[program.RuleCount];
        _calls = NewLists<int>(program.RuleCount);
        _waiting = NewLists<(int, int)>(program.RuleCount);
    }

    /// <summary>By rule, the rules that it calls first, once per call.</summary>
    public static IReadOnlyList<List<int>> Of(GrammarProgram program)
    {
        var found = new FirstCalls(program);
        for (int rule = 0; rule < program.RuleCount; rule++)
        {
            found._open.Push((rule, program.EntryOf(rule)));
            while (found._open.TryPop(out (int Rule, int Instruction) place))
            {
                found.Visit(place.Rule, place.Instruction);
            }
        }

        return found._calls;
    }

    private void Visit(int rule, int number)
    {
        if (number == GrammarProgram.Return)
        {
            EndEmpty(rule);
            return;
        }

        if (_isSeen[number])
        {
            return;
        }

        _isSeen[number] = true;
        ref readonly Instruction instruction = ref _program[number];
        if (instruction.Kind == InstructionKind.Either)
        {
            _open.Push((rule, instruction.Value));
            _open.Push((rule, instruction.Next));
        }
        else if (instruction.Kind == InstructionKind.Call)
        {
            _calls[rule].Add(instruction.Value);
            if (_mayBeEmpty[instruction.Value])
            {
                _open.Push((rule, instruction.Next));
            }
            else
            {
                _waiting[instruction.Value].Add((rule, instruction.Next));
            }
        }
    }

    private void EndEmpty(int rule)
    {
        if (_mayBeEmpty[rule])
        {
            return;
        }

        _mayBeEmpty[rule] = true;
        foreach ((int Rule, int Instruction) place in _waiting[rule])
        {
            _open.Push(place);
        }

        _waiting[rule].Clear();
    }

    private static List<T>[] NewLists<T>(int count) => [.. Enumerable.Range(0, count).Select(_ => new List<T>(0))];
}
