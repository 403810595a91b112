namespace LightThinker.Chat.Grammars.Rules;

/// <summary>Rules that schemas have in common. Immutable.</summary>
/// <param name="Name">The rule's name.</param>
/// <param name="Body">Its right side.</param>
internal sealed record SharedRule(string Name, string Body)
{
    /// <summary>Nothing, one space, or a line break with a little indentation: what models like to write, and no more.</summary>
    public static readonly SharedRule Space = new("json-ws", """(" " | "\n" [ ]{0,20})?""");

    public static readonly SharedRule Hex = new("json-hex", "[0-9A-Fa-f]");

    /// <summary>The digits of a \u escape. A surrogate is followed by the other one of its pair.</summary>
    public static readonly SharedRule Unit = new(
        "json-unit",
        """[0-9A-CE-Fa-ce-f] json-hex{3} | [Dd] ([0-7] json-hex{2} | [89ABab] json-hex{2} "\\u" [Dd] [C-Fc-f] json-hex{2})""")
    {
        Uses = () => [Hex],
    };

    /// <summary>One character of a string, written in any way that JSON has.</summary>
    public static readonly SharedRule Character = new(
        "json-char", """[^"\\\x00-\x1F] | "\\" (["\\/bfnrt] | "u" json-unit)""")
    {
        Uses = () => [Unit],
    };

    public static readonly SharedRule String = new("json-string", "\"\\\"\" json-char* \"\\\"\"")
    {
        Uses = () => [Character],
    };

    /// <summary>One character that must be escaped, written in one way only.</summary>
    public static readonly SharedRule Escaped = new(
        "json-escaped", """ "\\" (["\\bfnrt] | "u00" ("0" [0-7bef] | "1" [0-9a-f])) """.Trim());

    /// <summary>At most 16 digits, and no minus zero.</summary>
    public static readonly SharedRule Integer = new("json-integer", """ "0" | "-"? [1-9] [0-9]{0,15}""".Trim());

    /// <summary>Bounded, so that it ends, and within the range of a double.</summary>
    public static readonly SharedRule Number = new(
        "json-number", """ "-"? ("0" | [1-9] [0-9]{0,15}) ("." [0-9]{1,16})? ([eE] [+-]? [0-9]{1,2})?""".Trim());

    public static readonly SharedRule Boolean = new("json-boolean", """ "true" | "false" """.Trim());

    public static readonly SharedRule Value = new(
        "json-value", "json-object | json-array | json-string | json-number | json-boolean | \"null\"")
    {
        Uses = () => [Object!, Array!, String, Number, Boolean],
    };

    public static readonly SharedRule Array = new(
        "json-array", """ "[" (json-ws json-value ("," json-ws json-value)* json-ws)? "]" """.Trim())
    {
        Uses = () => [Space, Value],
    };

    public static readonly SharedRule Member = new("json-member", """ json-string ":" " "? json-value """.Trim())
    {
        Uses = () => [String, Value],
    };

    public static readonly SharedRule Object = new(
        "json-object", """ "{" (json-ws json-member ("," json-ws json-member)* json-ws)? "}" """.Trim())
    {
        Uses = () => [Space, Member],
    };

    /// <summary>The shared rules that the body names.</summary>
    public Func<IEnumerable<SharedRule>> Uses { get; private init; } = () => [];
}
