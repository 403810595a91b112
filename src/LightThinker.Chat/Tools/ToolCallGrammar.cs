using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LightThinker.Chat.Tools;

/// <summary>
/// Writes GBNF (docs/grammars.md) for calls in one format. All rules but <c>root</c> begin with <c>call-</c>; the caller adds
/// the rules of the tools' arguments. Immutable and thread-safe.
/// </summary>
public sealed class ToolCallGrammar
{
    private readonly ToolCallFormat _format;
    private readonly IReadOnlyList<CallableTool> _tools;
    private readonly bool _isParallel;
    private readonly Func<string, int?> _findControlToken;

    /// <param name="format">How the model writes calls.</param>
    /// <param name="tools">Those that may be called, at least one; the named one alone where the choice names it.</param>
    /// <param name="isParallel">Whether several calls may follow one another, if the format can.</param>
    /// <param name="findControlToken">
    /// The id of the control token with exactly this text; null where the vocabulary has none. A grammar can write a control
    /// token only by its id.
    /// </param>
    /// <exception cref="ArgumentException">There are no tools.</exception>
    public ToolCallGrammar(
        ToolCallFormat format,
        IReadOnlyList<CallableTool> tools,
        bool isParallel,
        Func<string, int?> findControlToken)
    {
        if (tools.Count == 0)
        {
            throw new ArgumentException("A grammar of calls needs at least one tool.", nameof(tools));
        }

        _format = format;
        _tools = tools;
        _isParallel = isParallel;
        _findControlToken = findControlToken;
    }

    private ToolCallSyntax Syntax => _format.Syntax;

    /// <summary>For an answer that is one or more calls and nothing else (<c>tool_choice</c> required or a function).</summary>
    /// <returns>GBNF, without the rules of arguments.</returns>
    public string Required()
    {
        var leads = string.Join(" | ", Syntax.Leads.Select(Literal));
        return Rules($"( {leads} )? {Literal(Syntax.Before + Syntax.BeforeName)} call-any");
    }

    /// <summary>For an answer that may call tools (<c>tool_choice</c> auto): one grammar for each way to begin.</summary>
    public IReadOnlyList<LazyToolCallGrammar> Lazy()
    {
        var grammars = Syntax.Openings
            .Select(opening => new LazyToolCallGrammar(
                opening.Trigger, IsAtStartOnly: false, Rules($"{Literal(opening.Rest)} call-any")))
            .ToList();
        if (_format.AllowsBareObject)
        {
            // An object with a name need not be a call; with a tool's name it is.
            grammars.AddRange(_tools.Select(tool => new LazyToolCallGrammar(
                Syntax.BeforeName + Name(tool) + Syntax.BeforeArguments[..1],
                IsAtStartOnly: true,
                Rules(Call(tool, Syntax.BeforeArguments[1..])))));
        }

        return grammars;
    }

    private string Rules(string start)
    {
        var more = _isParallel && Syntax.Between is { } between
            ? $" ( {Literal(between + Syntax.BeforeName)} call-any )*"
            : "";
        var rules = new StringBuilder();
        rules.Append("root ::= ").Append(start).Append(more).Append(' ').Append(Literal(Syntax.After)).Append('\n');
        rules.Append("call-any ::= ");
        rules.AppendJoin(" | ", _tools.Select(tool => Call(tool, Name(tool) + Syntax.BeforeArguments))).Append('\n');
        return rules.ToString();
    }

    private string Call(CallableTool tool, string before) =>
        $"{Literal(before)} {tool.ArgumentsRule} {Literal(Syntax.AfterArguments)}";

    private string Name(CallableTool tool) =>
        Syntax.BeforeArguments.StartsWith('"')
            ? JsonEncodedText.Encode(tool.Name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString()
            : tool.Name;

    /// <summary>A text as GBNF: control tokens by their ids, the rest in quotes.</summary>
    private string Literal(string text)
    {
        var parts = new List<string>();
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var (at, token, id) = FirstControlToken(rest);
            if (at > 0)
            {
                parts.Add(Quote(rest[..at]));
            }

            if (token.Length > 0)
            {
                parts.Add($"<[{id}]>");
            }

            rest = rest[(at + token.Length)..];
        }

        return parts.Count == 0 ? "\"\"" : string.Join(' ', parts);
    }

    private (int At, string Token, int Id) FirstControlToken(ReadOnlySpan<char> text)
    {
        var first = (At: text.Length, Token: "", Id: 0);
        foreach (var token in _format.VisibleTokens)
        {
            var at = text.IndexOf(token, StringComparison.Ordinal);
            if (at >= 0 && at < first.At && _findControlToken(token) is { } id)
            {
                first = (at, token, id);
            }
        }

        return first;
    }

    private static string Quote(ReadOnlySpan<char> text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}
