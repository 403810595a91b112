using System.Reflection;
using Jint;

namespace LightThinker.Chat.Tests.Grammars;

/// <summary>The JSON Schema validator Ajv (draft 2020-12), in a JavaScript interpreter. One thread at a time.</summary>
internal sealed class AjvValidator : IDisposable
{
    private readonly Jint.Engine _engine = new();

    public AjvValidator()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("ajv.js")!;
        using var reader = new StreamReader(stream);
        _engine.Execute("var self = globalThis; var window = globalThis; var console = { warn() {}, log() {}, error() {} };");
        _engine.Execute(reader.ReadToEnd());
        _engine.Execute("""
            let known, validate;
            function check(schema, text) {
                if (schema !== known) {
                    validate = new ajv2020({ strict: false, validateFormats: false, unicodeRegExp: true }).compile(JSON.parse(schema));
                    known = schema;
                }
                return validate(JSON.parse(text)) ? null : JSON.stringify(validate.errors);
            }
            """);
    }

    public void Dispose() => _engine.Dispose();

    /// <summary>Null if the text is JSON that matches the schema; else what is wrong with it.</summary>
    public string? Check(string schema, string text)
    {
        try
        {
            return _engine.Invoke("check", schema, text) is var result && result.IsNull() ? null : result.ToString();
        }
        catch (Jint.Runtime.JavaScriptException error)
        {
            return error.Message;
        }
    }
}
