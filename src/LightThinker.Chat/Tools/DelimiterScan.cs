namespace LightThinker.Chat.Tools;

/// <summary>
/// Holds back the text that may still become a delimiter, never more than the longest one. One parser's; not
/// thread-safe.
/// </summary>
/// <param name="delimiters">None is empty or the beginning of another.</param>
internal sealed class DelimiterScan(IReadOnlyList<string> delimiters)
{
    private readonly string _starts = string.Concat(delimiters.Select(delimiter => delimiter[0]).Distinct());

    /// <summary>The beginning of at least one delimiter; empty where none is under way.</summary>
    public string Held { get; private set; } = "";

    /// <summary>Takes the next character.</summary>
    /// <param name="next">The character.</param>
    /// <param name="delimiter">The delimiter that it completes; else null.</param>
    /// <returns>
    /// Text that belongs to no delimiter, from its first character, or empty. What follows that character may begin one and is
    /// to be taken anew, for where delimiters matter may depend on what it is.
    /// </returns>
    public string Take(char next, out string? delimiter)
    {
        delimiter = null;
        if (Held.Length == 0 && !_starts.Contains(next, StringComparison.Ordinal))
        {
            return next.ToString();
        }

        var text = Held + next;
        foreach (var candidate in delimiters)
        {
            if (candidate.StartsWith(text, StringComparison.Ordinal))
            {
                delimiter = candidate.Length == text.Length ? candidate : null;
                Held = delimiter is null ? text : "";
                return "";
            }
        }

        Held = "";
        return text;
    }

    /// <summary>Gives up what is held.</summary>
    public string Release()
    {
        var held = Held;
        Held = "";
        return held;
    }
}
