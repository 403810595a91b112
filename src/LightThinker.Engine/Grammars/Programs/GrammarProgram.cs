namespace LightThinker.Engine.Grammars.Programs;

/// <summary>
/// A grammar as instructions over bytes: each rule is a small non-deterministic automaton that may call others. Immutable and
/// thread-safe.
/// </summary>
internal sealed class GrammarProgram
{
    /// <summary>Number of the instruction that every rule ends with.</summary>
    public const int Return = 0;

    private readonly Instruction[] _instructions;
    private readonly int[] _entries;

    public GrammarProgram(Instruction[] instructions, int[] entries, int root, Utf8States characters)
    {
        _instructions = instructions;
        _entries = entries;
        Root = root;
        Characters = characters;
        Classes = new ByteClasses(instructions, characters);
    }

    /// <summary>The rule that the whole output matches.</summary>
    public int Root { get; }

    public int RuleCount => _entries.Length;

    public int Size => _instructions.Length;

    /// <summary>Where characters are matched byte by byte.</summary>
    public Utf8States Characters { get; }

    /// <summary>Which bytes no instruction tells apart.</summary>
    public ByteClasses Classes { get; }

    public ref readonly Instruction this[int number] => ref _instructions[number];

    /// <summary>The first instruction of a rule.</summary>
    public int EntryOf(int rule) => _entries[rule];
}
