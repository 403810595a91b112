using System.Text.Json;
using LightThinker.Chat.Grammars.Rules;
using LightThinker.Chat.Grammars.Schemas;

namespace LightThinker.Chat.Grammars;

/// <summary>
/// Turns JSON schemas into GBNF rules: every text of a schema's rule is JSON that matches the schema
/// (docs/structured-outputs.md). One thread at a time; of no further use after an exception.
/// </summary>
public sealed class JsonSchemaGrammar
{
    private readonly GrammarRules _rules = new();

    /// <summary>
    /// The text of all rules so far, each ending its line. All their names begin with <c>json-</c>, so a surrounding grammar must
    /// not name its own rules so.
    /// </summary>
    public string Rules => _rules.Text;

    /// <summary>One schema as a whole grammar, whose <c>root</c> is what matches it.</summary>
    /// <param name="schema">An object or boolean; read during the call only.</param>
    /// <exception cref="JsonSchemaException">
    /// The schema is ill-formed, uses what is not supported, matches nothing, or is beyond a limit.
    /// </exception>
    public static string ToGbnf(JsonElement schema)
    {
        var grammar = new JsonSchemaGrammar();
        string rule = grammar.AddSchema("schema", schema);
        return $"root ::= {rule}\n{grammar.Rules}";
    }

    /// <summary>Adds the rules of one schema.</summary>
    /// <param name="name">What the rules are named after; any text, and it may repeat.</param>
    /// <param name="schema">An object or boolean; read during the call only.</param>
    /// <returns>The name of the rule that matches the schema, to be used in a surrounding grammar.</returns>
    /// <exception cref="JsonSchemaException">
    /// The schema is ill-formed, uses what is not supported, matches nothing, or is beyond a limit.
    /// </exception>
    public string AddSchema(string name, JsonElement schema)
    {
        ArgumentNullException.ThrowIfNull(name);
        SchemaScan.Check(schema);
        return new SchemaGraph(schema, _rules, name).Write();
    }

    /// <summary>Adds the rules of any JSON object.</summary>
    /// <returns>The name of the rule that matches it.</returns>
    public string AddAnyObject() => _rules.Shared(SharedRule.Object);
}
