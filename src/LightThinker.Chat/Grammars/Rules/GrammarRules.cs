using System.Globalization;
using System.Text;
using LightThinker.Chat.Grammars.Schemas;

namespace LightThinker.Chat.Grammars.Rules;

/// <summary>The rules of a grammar as they are written; no two have the same name. One thread at a time.</summary>
internal sealed class GrammarRules
{
    private const int MaxNameLength = 40;
    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, string> _nameOfBody = [];
    private readonly Dictionary<string, int> _numbers = [];
    private int _count;
    private int _copies;
    private long _spent;

    public string Text => _text.ToString();

    /// <summary>A name that no rule has yet. It ends with a number, which those of shared rules do not.</summary>
    /// <param name="wanted">Any text; of it letters, digits and hyphens are kept.</param>
    public string Reserve(string wanted)
    {
        var name = new StringBuilder("json-");
        foreach (char character in wanted.AsSpan(0, Math.Min(wanted.Length, MaxNameLength)))
        {
            name.Append(char.IsAsciiLetterOrDigit(character) ? character : '-');
        }

        string stem = name.ToString();
        int number = _numbers[stem] = _numbers.GetValueOrDefault(stem) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{stem}-{number}");
    }

    /// <exception cref="JsonSchemaException">The grammar becomes too large.</exception>
    public void Define(string name, string body)
    {
        _text.Append(name).Append(" ::= ").Append(body).Append('\n');
        _copies += Repetition.CopiesIn(body);
        if (++_count > SchemaLimits.MaxRules || _text.Length + (2L * _copies) > SchemaLimits.MaxGrammarSize)
        {
            throw new JsonSchemaException("", null, "is too large: its grammar goes beyond the limits; use fewer or simpler parts.");
        }
    }

    /// <summary>The rule with this body; it is made if there is none yet.</summary>
    public string Named(string wanted, string body)
    {
        if (!_nameOfBody.TryGetValue(body, out string? name))
        {
            name = Reserve(wanted);
            _nameOfBody.Add(body, name);
            Define(name, body);
        }

        return name;
    }

    /// <summary>Counts steps of work that one rule may need many of.</summary>
    /// <returns>False if there were too many in all.</returns>
    public bool TrySpend(int steps) => (_spent += steps) <= SchemaLimits.MaxSteps;

    /// <summary>Adds a shared rule and what it uses.</summary>
    /// <returns>Its name.</returns>
    public string Shared(SharedRule rule)
    {
        var open = new Stack<SharedRule>([rule]);
        while (open.TryPop(out SharedRule? next))
        {
            if (!_nameOfBody.TryAdd(next.Body, next.Name))
            {
                continue;
            }

            Define(next.Name, next.Body);
            foreach (SharedRule used in next.Uses())
            {
                open.Push(used);
            }
        }

        return rule.Name;
    }
}
