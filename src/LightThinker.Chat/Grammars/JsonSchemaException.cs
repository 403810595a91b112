namespace LightThinker.Chat.Grammars;

/// <summary>
/// A JSON schema cannot be turned into a grammar. The fault is the client's; the message goes behind the name of the field that
/// holds the schema. Immutable.
/// </summary>
public sealed class JsonSchemaException : Exception
{
    private const int MaxShown = 200;

    public JsonSchemaException()
    {
    }

    public JsonSchemaException(string message)
        : base(message)
    {
    }

    public JsonSchemaException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <param name="path">JSON pointer to the (sub-)schema; empty for the whole.</param>
    /// <param name="keyword">The keyword at fault; null where it is no single one.</param>
    /// <param name="problem">What is wrong and what to do; continues a sentence whose subject is the keyword or schema.</param>
    public JsonSchemaException(string path, string? keyword, string problem)
        : base(Describe(path, keyword, problem)) => (Path, Keyword) = (path, keyword);

    /// <summary>JSON pointer to the (sub-)schema at fault; empty for the whole schema.</summary>
    public string Path { get; } = "";

    /// <summary>The keyword at fault; null where it is no single one.</summary>
    public string? Keyword { get; }

    private static string Describe(string path, string? keyword, string problem)
    {
        string where = path.Length == 0 ? "at the root" : $"at '{Shorten(path)}'";
        return keyword is null ? $"the schema {where} {problem}" : $"keyword '{Shorten(keyword)}' {where} {problem}";
    }

    private static string Shorten(string text) => text.Length <= MaxShown ? text : $"{text[..MaxShown]}…";
}
