using LightThinker.Engine.Decoding;
using LightThinker.Engine.Grammars.Masks;
using LightThinker.Engine.Grammars.Programs;

namespace LightThinker.Engine.Grammars.Matching;

/// <summary>
/// Matches tokens against one grammar and remembers what it has found, for all sequences under that grammar. Engine thread
/// only.
/// </summary>
internal sealed class GrammarMatcher
{
    private readonly GrammarProgram _program;
    private readonly MatchMemory _memory;
    private readonly MatchFrontier _frontier;
    private readonly MaskCache _masks;
    private readonly byte[] _bytes = new byte[256];

    /// <param name="grammar">The grammar.</param>
    /// <param name="tokens">The model's tokens; those that the grammar names must be the same model's.</param>
    public GrammarMatcher(Grammar grammar, TokenTrie tokens)
    {
        Tokens = tokens;
        _program = grammar.Program;
        _memory = new MatchMemory(_program);
        _frontier = new MatchFrontier(_program, _memory);
        _masks = new MaskCache(new MaskWalk(this));
        for (int value = 255; value >= 0; value--)
        {
            _bytes[ClassOf[value]] = (byte)value;
        }
    }

    public TokenTrie Tokens { get; }

    public GrammarProgram Program => _program;

    /// <summary>Instructions looked at so far; what is remembered costs none.</summary>
    public long Work => _frontier.Work;

    /// <summary>Bytes for which paths were left out (see <see cref="GrammarLimits.MaxWorkPerByte"/>).</summary>
    public long CutCount => _frontier.CutCount;

    /// <summary>States remembered.</summary>
    public int StateCount => _memory.StateCount;

    /// <summary>By byte, its class in <see cref="MatchState.Next"/>.</summary>
    public ReadOnlySpan<byte> ClassOf => _program.Classes.ClassOf;

    /// <summary>The state before any text.</summary>
    public MatchState Start()
    {
        _frontier.Add(_program.EntryOf(_program.Root), _memory.Continue(endsText: true, []));
        return _frontier.Finish();
    }

    /// <summary>The state after one byte more.</summary>
    /// <param name="state">Of this matcher.</param>
    /// <param name="byteClass">The byte's class.</param>
    public MatchState Step(MatchState state, byte byteClass) => state.Next[byteClass] ??= Follow(state, _bytes[byteClass]);

    /// <summary>The byte groups (<see cref="TrieNode.GroupOf"/>) of which every byte leads from a state to itself.</summary>
    public uint LoopsOf(MatchState state)
    {
        if (state.Loops is not { } loops)
        {
            loops = uint.MaxValue;
            for (int value = 0; value < 256; value++)
            {
                loops &= Step(state, ClassOf[value]) == state ? uint.MaxValue : ~TrieNode.GroupOf((byte)value);
            }

            state.Loops = loops;
        }

        return loops;
    }

    /// <summary>The state after a token; dead where the grammar does not allow it.</summary>
    public MatchState Advance(MatchState state, Token token)
    {
        state = Refresh(state);
        if (Tokens.IsEndOfGeneration(token))
        {
            return state.CanEnd ? state : _memory.State(canEnd: false, []);
        }

        MatchState? byText = Tokens.IsText(token) ? AdvanceByText(state, Tokens.GetBytes(token)) : null;
        return state.AwaitsToken ? AdvanceByToken(state, token, byText) : byText ?? _memory.State(canEnd: false, []);
    }

    /// <summary>The tokens that may follow a state.</summary>
    public TokenMask MaskOf(MatchState state) => _masks.MaskOf(Refresh(state));

    private MatchState AdvanceByText(MatchState state, ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < bytes.Length && !state.IsDead; i++)
        {
            state = Step(state, ClassOf[bytes[i]]);
        }

        return state;
    }

    private MatchState AdvanceByToken(MatchState state, Token token, MatchState? byText)
    {
        foreach (MatchPath path in state.Paths)
        {
            ref readonly Instruction instruction = ref _program[path.Instruction];
            if (instruction.Kind == InstructionKind.Token ? instruction.Value == token.Id
                : instruction.Kind == InstructionKind.OtherToken && instruction.Value != token.Id && Tokens.IsText(token))
            {
                _frontier.Add(instruction.Next, path.Then);
            }
        }

        return byText is null ? _frontier.Finish() : Join(byText, _frontier.Finish());
    }

    private MatchState Join(MatchState one, MatchState other) =>
        one.IsDead ? other
        : other.IsDead ? one
        : _memory.State(one.CanEnd || other.CanEnd, [.. one.Paths, .. other.Paths]);

    private MatchState Follow(MatchState state, byte value)
    {
        foreach (MatchPath path in state.Paths)
        {
            ref readonly Instruction instruction = ref _program[path.Instruction];
            int reached = instruction.Kind switch
            {
                InstructionKind.Byte when instruction.Value == value => Utf8States.Whole,
                InstructionKind.Character => _program.Characters.Step(path.State, value),
                _ => Utf8States.Refused,
            };

            if (reached == Utf8States.Whole)
            {
                _frontier.Add(instruction.Next, path.Then);
            }
            else if (reached != Utf8States.Refused)
            {
                _frontier.AddWaiting(path with { State = reached });
            }
        }

        return _frontier.Finish();
    }

    private MatchState Refresh(MatchState state)
    {
        if (_memory.Size > GrammarLimits.MaxRemembered)
        {
            _memory.Forget();
            _masks.Forget();
        }

        return _memory.Renew(state);
    }
}
