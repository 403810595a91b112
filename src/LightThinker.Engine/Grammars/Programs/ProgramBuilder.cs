using LightThinker.Engine.Grammars.Syntax;

namespace LightThinker.Engine.Grammars.Programs;

/// <summary>
/// Compiles a grammar. One thread, one grammar. Instructions are made from the end of a rule to its start, so that what
/// follows is always known.
/// </summary>
internal sealed class ProgramBuilder
{
    private readonly GrammarSyntax _syntax;
    private readonly List<Instruction> _instructions = [new(InstructionKind.Return, 0, 0)];
    private readonly Utf8StatesBuilder _characters = new();

    // Groups repeated by a count are rules of their own behind the named ones, and belong to one of those.
    private readonly List<int> _owners;
    private readonly List<GrammarElement> _repeated = [];
    private int _rule;

    private ProgramBuilder(GrammarSyntax syntax)
    {
        _syntax = syntax;
        _owners = [.. Enumerable.Range(0, syntax.Rules.Count)];
    }

    /// <exception cref="GrammarException">The grammar is left-recursive or beyond a limit.</exception>
    public static GrammarProgram Build(GrammarSyntax syntax) => new ProgramBuilder(syntax).Build();

    private GrammarProgram Build()
    {
        int named = _syntax.Rules.Count;
        var entries = new List<int>(named);
        for (_rule = 0; _rule < _owners.Count; _rule++)
        {
            entries.Add(_rule < named
                ? EmitAlternatives(_syntax.Rules[_rule], GrammarProgram.Return)
                : Emit(ItemOf(_repeated[_rule - named]), GrammarProgram.Return));
        }

        var program = new GrammarProgram([.. _instructions], [.. entries], _syntax.Root, _characters.Build());
        LeftRecursion.Check(program, _syntax, _owners);
        return program;
    }

    private int EmitAlternatives(Alternatives alternatives, int next)
    {
        var tree = new AlternativeTree();
        foreach (IReadOnlyList<GrammarElement> sequence in alternatives.Sequences)
        {
            int place = AlternativeTree.Start;
            foreach (GrammarElement element in sequence)
            {
                if (element is not GrammarElement.Literal literal)
                {
                    place = tree.Add(place, ItemOf(element));
                    continue;
                }

                foreach (byte value in literal.Bytes)
                {
                    place = tree.Add(place, new ProgramItem(InstructionKind.Byte, value));
                }
            }

            tree.End(place);
        }

        return tree.Emit(Emit, EmitEither, next);
    }

    private int Emit(ProgramItem item, int next) => item.Element switch
    {
        null => Add(new Instruction(item.Kind, item.Value, next)),
        GrammarElement.Group group => EmitAlternatives(group.Alternatives, next),
        GrammarElement.Literal literal => EmitLiteral(literal.Bytes, next),
        GrammarElement.Repetition { Max: 0 } => next,
        GrammarElement.Repetition { Min: 0, Max: null } repetition => EmitLoop(ItemOf(repetition.Element), next, out _),
        GrammarElement.Repetition { Min: <= 1, Max: null } repetition => EmitAtLeastOnce(ItemOf(repetition.Element), next),
        GrammarElement.Repetition { Min: <= 1, Max: 1 } repetition => EmitOnce(repetition, next),
        GrammarElement.Repetition repetition => EmitCounted(UnitOf(repetition.Element), repetition, next),
        _ => throw new InvalidOperationException($"{item.Element.GetType().Name} is no compound element."),
    };

    private int EmitLiteral(byte[] bytes, int next)
    {
        for (int i = bytes.Length - 1; i >= 0; i--)
        {
            next = Add(new Instruction(InstructionKind.Byte, bytes[i], next));
        }

        return next;
    }

    private int EmitOnce(GrammarElement.Repetition repetition, int next)
    {
        int once = Emit(ItemOf(repetition.Element), next);
        return repetition.Min == 0 ? EmitEither(once, next) : once;
    }

    private int EmitLoop(ProgramItem item, int next, out int once)
    {
        int loop = EmitEither(next, next);
        once = Emit(item, loop);
        _instructions[loop] = new Instruction(InstructionKind.Either, once, next);
        return loop;
    }

    private int EmitAtLeastOnce(ProgramItem item, int next)
    {
        _ = EmitLoop(item, next, out int once);
        return once;
    }

    private int EmitCounted(ProgramItem unit, GrammarElement.Repetition repetition, int next)
    {
        int end = next;
        if (repetition.Max is null)
        {
            next = EmitLoop(unit, next, out _);
        }

        for (int optional = (repetition.Max ?? repetition.Min) - repetition.Min; optional > 0; optional--)
        {
            next = EmitEither(Emit(unit, next), end);
        }

        for (int required = repetition.Min; required > 0; required--)
        {
            next = Emit(unit, next);
        }

        return next;
    }

    private int EmitEither(int first, int second) => Add(new Instruction(InstructionKind.Either, first, second));

    private ProgramItem ItemOf(GrammarElement element) => element switch
    {
        GrammarElement.Characters characters => new(InstructionKind.Character, _characters.Add(characters.Set)),
        GrammarElement.TokenChoice { IsNegated: true } choice => new(InstructionKind.OtherToken, choice.Token.Id),
        GrammarElement.TokenChoice choice => new(InstructionKind.Token, choice.Token.Id),
        GrammarElement.Reference reference => new(InstructionKind.Call, reference.Rule),
        GrammarElement.Literal { Bytes: [var only] } => new(InstructionKind.Byte, only),
        _ => new(default, 0, element),
    };

    // One instruction, however large the element: that many copies are made.
    private ProgramItem UnitOf(GrammarElement element)
    {
        ProgramItem item = ItemOf(element);
        if (item.Element is null)
        {
            return item;
        }

        if (_owners.Count == GrammarLimits.MaxRules)
        {
            throw new GrammarException($"The grammar has more than {GrammarLimits.MaxRules} rules and counted repetitions.");
        }

        _owners.Add(_owners[_rule]);
        _repeated.Add(element);
        return new ProgramItem(InstructionKind.Call, _owners.Count - 1);
    }

    private int Add(Instruction instruction)
    {
        if (_instructions.Count == GrammarLimits.MaxProgramSize)
        {
            throw new GrammarException(
                $"The grammar compiles to more than {GrammarLimits.MaxProgramSize} instructions; use fewer or smaller repetitions.");
        }

        _instructions.Add(instruction);
        return _instructions.Count - 1;
    }
}
