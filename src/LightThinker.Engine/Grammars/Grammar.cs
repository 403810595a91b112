using LightThinker.Engine.Decoding;
using LightThinker.Engine.Grammars.Programs;
using LightThinker.Engine.Grammars.Syntax;

namespace LightThinker.Engine.Grammars;

/// <summary>A compiled GBNF grammar (docs/grammars.md). Immutable and thread-safe.</summary>
public sealed class Grammar
{
    private Grammar(GrammarProgram program) => Program = program;

    internal GrammarProgram Program { get; }

    /// <summary>Reads and compiles a grammar, in time proportional to its length.</summary>
    /// <param name="text">GBNF; the rule <c>root</c> is what the whole output must match.</param>
    /// <param name="vocabulary">Where tokens named in the grammar are looked up; null where it may name none.</param>
    /// <exception cref="GrammarException">
    /// The grammar is ill-formed, left-recursive or beyond a limit; the message says where, what was expected and what was found.
    /// </exception>
    public static Grammar Parse(string text, IVocabulary? vocabulary = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new Grammar(ProgramBuilder.Build(GbnfParser.Parse(text, vocabulary)));
    }
}
