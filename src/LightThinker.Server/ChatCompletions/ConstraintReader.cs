using LightThinker.Chat.Grammars;
using LightThinker.Chat.Tools;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Grammars;
using LightThinker.OpenAI.Chat;
using LightThinker.OpenAI.Generations;
using LightThinker.Server.Errors;
using LightThinker.Server.Generations;

namespace LightThinker.Server.ChatCompletions;

/// <summary>Reads what form an answer must have: a grammar, a schema, calls of tools. Thread-safe.</summary>
internal sealed class ConstraintReader(GrammarCache grammars)
{
    private const string Format = "response_format";

    /// <returns>The constraint, null for none; or the first mistake.</returns>
    /// <param name="wire">The request.</param>
    /// <param name="tools">Its tools that may be called; null for none.</param>
    /// <param name="vocabulary">The served model's.</param>
    public (OutputConstraint? Constraint, ApiError? Error) Read(
        GenerationFields wire,
        ToolSet? tools,
        IVocabulary vocabulary)
    {
        if (FindMistake(wire, tools) is { } mistake)
        {
            return (null, mistake);
        }

        // The field that is being read, for when it is at fault.
        string field = wire.Grammar is null ? $"{Format}.json_schema.schema" : "grammar";
        try
        {
            var schemas = new JsonSchemaGrammar();
            string? answer = AnswerRule(wire.ResponseFormat, schemas);
            if (tools is not null)
            {
                return (Create(tools, answer, schemas, vocabulary, ref field), null);
            }

            string? text = wire.Grammar ?? (answer is null ? null : $"root ::= {answer}\n{schemas.Rules}");
            return (text is null ? null : new OutputConstraint(grammars.Get(text, vocabulary)), null);
        }
        catch (Exception exception) when (exception is JsonSchemaException or GrammarException)
        {
            return (null, ApiError.InvalidValue(field, $"Invalid '{field}': {exception.Message}"));
        }
    }

    private static ApiError? FindMistake(GenerationFields wire, ToolSet? tools)
    {
        if (wire.Grammar is not null && (tools is not null || wire.ResponseFormat is { Type: not "text" }))
        {
            return ApiError.InvalidValue(
                "grammar",
                "'grammar' describes the whole answer, so it cannot be combined with 'response_format' or 'tools'; send one of them.");
        }

        return wire.ResponseFormat switch
        {
            null => null,
            { Type: null } => ApiError.Missing($"{Format}.type", $"'{Format}.type' is missing; send text, json_object or json_schema."),
            { Type: "json_schema", JsonSchema: null } => ApiError.Missing($"{Format}.json_schema", $"'{Format}.json_schema' is missing."),
            { Type: "json_schema", JsonSchema: { } schema } => FieldPolicy.FindUnknown(wire.ResponseFormat.Others, Format)
                ?? Check(schema, $"{Format}.json_schema"),
            { Type: "text" or "json_object" } => FieldPolicy.FindUnknown(wire.ResponseFormat.Others, Format),
            _ => ApiError.InvalidValue(
                $"{Format}.type",
                $"Invalid '{Format}.type': '{wire.ResponseFormat.Type}' is unknown; send text, json_object or json_schema."),
        };
    }

    private static ApiError? Check(JsonSchemaFormat schema, string param) =>
        Names.Check($"{param}.name", schema.Name)
        ?? (schema.Schema is null ? ApiError.Missing($"{param}.schema", $"'{param}.schema' is missing.") : null)
        ?? FieldPolicy.FindUnknown(schema.Others, param);

    private static string? AnswerRule(ResponseFormat? format, JsonSchemaGrammar schemas) => format switch
    {
        { Type: "json_object" } => schemas.AddAnyObject(),
        { Type: "json_schema", JsonSchema: { } schema } => schemas.AddSchema("answer", schema.Schema!.Value),
        _ => null,
    };

    private OutputConstraint Create(
        ToolSet tools,
        string? answer,
        JsonSchemaGrammar schemas,
        IVocabulary vocabulary,
        ref string field)
    {
        var callable = new List<CallableTool>();
        foreach (Tool tool in tools.Tools)
        {
            field = tool.SchemaField;
            callable.Add(new CallableTool(tool.Name, ArgumentsRule(tool, schemas)));
        }

        field = "tools";
        var calls = new ToolCallGrammar(tools.Format, callable, tools.IsParallel, text => FindControl(text, vocabulary));
        if (tools.MustCall)
        {
            return new OutputConstraint(grammars.Get(calls.Required() + schemas.Rules, vocabulary));
        }

        return answer is null
            ? new OutputConstraint(
                null,
                [.. calls.Lazy().Select(lazy => new GrammarTrigger(
                    lazy.Trigger, lazy.IsAtStartOnly, grammars.Get(lazy.Text + schemas.Rules, vocabulary)))])
            : new OutputConstraint(grammars.Get(
                $"root ::= {answer} | call-root\ncall-{calls.Required()}{schemas.Rules}", vocabulary));
    }

    // Only a strict tool promises that its schema is held to.
    private static string ArgumentsRule(Tool tool, JsonSchemaGrammar schemas)
    {
        if (!tool.IsStrict)
        {
            try
            {
                // Tried apart: after a mistake, the rules written so far cannot be used.
                new JsonSchemaGrammar().AddSchema(tool.Name, tool.Parameters);
            }
            catch (JsonSchemaException)
            {
                return schemas.AddAnyObject();
            }
        }

        return schemas.AddSchema(tool.Name, tool.Parameters);
    }

    private static int? FindControl(string text, IVocabulary vocabulary) =>
        vocabulary.Find(text) is { } token && vocabulary.IsControl(token) ? token.Id : null;
}
