namespace LightThinker.Engine.Grammars;

/// <summary>A grammar cannot be used: it is ill-formed, left-recursive or beyond a limit. The fault is the client's. Immutable.</summary>
public sealed class GrammarException : Exception
{
    public GrammarException()
    {
    }

    public GrammarException(string message)
        : base(message)
    {
    }

    public GrammarException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <param name="line">Counted from 1.</param>
    /// <param name="column">In characters, counted from 1.</param>
    /// <param name="problem">What was expected there, or what is wrong; a sentence with its full stop.</param>
    public GrammarException(int line, int column, string problem)
        : base($"Grammar, line {line}, column {column}: {problem}")
    {
        Line = line;
        Column = column;
    }

    /// <summary>Where the problem is, counted from 1; 0 where it is not at one place.</summary>
    public int Line { get; }

    /// <summary>Where in its line the problem is, in characters, counted from 1; 0 where it is not at one place.</summary>
    public int Column { get; }
}
