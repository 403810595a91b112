using Acornima.Ast;
using Jint;

namespace LightThinker.Chat.Templates;

/// <summary>
/// The npm package @huggingface/jinja and our sandbox around it, parsed once per process. Immutable and thread-safe.
/// </summary>
internal static class JinjaLibrary
{
    // The package is a CommonJS module: it fills in the object it is given.
    private static readonly Lazy<Prepared<Script>> LazyExports = new(() => Engine.PrepareScript(
        $"(function () {{ const module = {{ exports: {{}} }}, exports = module.exports;\n{Read("jinja.cjs")}\n;"
        + "return module.exports; })()",
        strict: true));

    private static readonly Lazy<Prepared<Script>> LazySandbox =
        new(() => Engine.PrepareScript(Read("sandbox.js"), strict: true));

    /// <summary>A script whose value is the library's exports.</summary>
    public static Prepared<Script> Exports => LazyExports.Value;

    /// <summary>A script whose value is the function in sandbox.js.</summary>
    public static Prepared<Script> Sandbox => LazySandbox.Value;

    private static string Read(string resource)
    {
        using var stream = typeof(JinjaLibrary).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The assembly was built without its resource '{resource}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
