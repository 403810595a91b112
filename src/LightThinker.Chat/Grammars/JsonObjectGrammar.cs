using LightThinker.Chat.Grammars.Rules;

namespace LightThinker.Chat.Grammars;

/// <summary>The grammar of any JSON object, for <c>json_object</c> mode (docs/structured-outputs.md). Constants only.</summary>
public static class JsonObjectGrammar
{
    /// <summary>A whole grammar whose <c>root</c> is one JSON object with any members.</summary>
    public static string Gbnf { get; } = Write();

    private static string Write()
    {
        var rules = new GrammarRules();
        string root = rules.Shared(SharedRule.Object);
        return $"root ::= {root}\n{rules.Text}";
    }
}
