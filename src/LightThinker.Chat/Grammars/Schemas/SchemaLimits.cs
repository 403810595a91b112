namespace LightThinker.Chat.Grammars.Schemas;

/// <summary>How large a schema may be, and how much work a hostile one can cause. Constants only.</summary>
internal static class SchemaLimits
{
    /// <summary>Most UTF-16 units of a schema's JSON text.</summary>
    public const int MaxLength = 1 << 20;

    /// <summary>Most arrays and objects around one another in a schema's JSON.</summary>
    public const int MaxDepth = 128;

    /// <summary>Most <c>$ref</c> and combining keywords that lead from one to the next without a value between.</summary>
    public const int MaxReferences = 64;

    /// <summary>Most subschemas that are looked at, and most combinations of them that become rules of their own.</summary>
    public const int MaxSchemas = 10_000;

    /// <summary>Most alternatives that one place can come to when combining keywords are multiplied out.</summary>
    public const int MaxAlternatives = 256;

    /// <summary>Most times that two sets of constraints are put together or compared.</summary>
    public const int MaxCombinations = 100_000;

    /// <summary>Most properties of one object.</summary>
    public const int MaxProperties = 1_000;

    /// <summary>Most characters of all declared names of an object, where it allows other names too.</summary>
    public const int MaxExcluded = 5_000;

    /// <summary>Most values of one enum.</summary>
    public const int MaxValues = 10_000;

    /// <summary>Largest <c>minLength</c>, <c>minItems</c> and <c>minProperties</c>.</summary>
    public const int MaxMinimum = 65_536;

    /// <summary>Most rules; the grammar around them needs room as well.</summary>
    public const int MaxRules = 30_000;

    /// <summary>Largest grammar: UTF-16 units of its text, and 2 for each copy that a counted repetition makes.</summary>
    public const int MaxGrammarSize = 500_000;

    /// <summary>Most steps to combine patterns and lengths, in all schemas of one grammar.</summary>
    public const int MaxSteps = 1_000_000;

    /// <summary>Most UTF-16 units of a pattern.</summary>
    public const int MaxPatternLength = 4_096;

    /// <summary>Most groups around one another in a pattern.</summary>
    public const int MaxPatternDepth = 64;

    /// <summary>Largest count in a pattern.</summary>
    public const int MaxPatternCount = 65_536;

    /// <summary>Most states of an automaton, which is made where patterns and lengths are combined.</summary>
    public const int MaxStates = 4_000;
}
