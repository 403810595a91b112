using System.Buffers;
using System.Text;

namespace LightThinker.Chat.Templates;

/// <summary>
/// A model's control texts, and the two steps that keep user text from becoming one of them: break them in what goes
/// into a template, find the unbroken ones in what comes out. Immutable and thread-safe.
/// </summary>
internal sealed class ControlTextSet
{
    private readonly string[] _texts;
    private readonly string[] _reversed;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly SearchValues<string> _search;
    private readonly int[] _lengths;

    /// <param name="texts">Texts of a single character cannot be broken and are left out.</param>
    public ControlTextSet(IEnumerable<string> texts)
    {
        _texts = [.. texts.Where(text => text.Length > 1).Distinct(StringComparer.Ordinal)];
        Array.Sort(_texts, StringComparer.Ordinal);
        _reversed = [.. _texts.Select(Reverse)];
        Array.Sort(_reversed, StringComparer.Ordinal);
        _lookup = _texts.ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _search = SearchValues.Create(_texts, StringComparison.Ordinal);
        _lengths = [.. _texts.Select(text => text.Length).Distinct().OrderDescending()];
    }

    public IReadOnlyList<string> Texts => _texts;

    /// <summary>
    /// Inserts the sentinel so that no control text is in the text, and none can arise at its borders from what a
    /// template puts before or behind it.
    /// </summary>
    /// <param name="text">Must not contain the sentinel.</param>
    /// <param name="sentinel">A character that nothing else contains.</param>
    public string Break(string text, char sentinel)
    {
        if (text.Length == 0 || _texts.Length == 0)
        {
            return text;
        }

        var breaks = new List<int>();
        for (var from = 0; ;)
        {
            var found = text.AsSpan(from).IndexOfAny(_search);
            if (found < 0)
            {
                break;
            }

            // One character further, for a control text that overlaps this one.
            from += found + 1;
            breaks.Add(from);
        }

        // Templates trim content, so its border may also be where its whitespace ends.
        var start = text.Length - text.AsSpan().TrimStart().Length;
        var end = text.AsSpan().TrimEnd().Length;
        AddStart(text, 0, breaks);
        AddEnd(text, text.Length, breaks);
        if (start > 0)
        {
            AddStart(text, start, breaks);
        }

        if (end < text.Length)
        {
            AddEnd(text, end, breaks);
        }

        return breaks.Count == 0 ? text : Insert(text, breaks, sentinel);
    }

    /// <summary>
    /// Splits a rendered text at its unbroken control texts (longest match) and removes what marked its parts.
    /// </summary>
    public PromptText Split(string rendered, params ReadOnlySpan<char> marks)
    {
        var segments = new List<PromptSegment>();
        var textStart = 0;
        while (textStart < rendered.Length)
        {
            var found = _texts.Length == 0 ? -1 : rendered.AsSpan(textStart).IndexOfAny(_search);
            var textEnd = found < 0 ? rendered.Length : textStart + found;
            var text = rendered[textStart..textEnd];
            foreach (var mark in marks)
            {
                text = text.Replace(mark.ToString(), "", StringComparison.Ordinal);
            }

            if (text.Length > 0)
            {
                segments.Add(PromptSegment.Plain(text));
            }

            textStart = textEnd;
            if (found >= 0)
            {
                var control = LongestAt(rendered.AsSpan(textEnd));
                segments.Add(PromptSegment.Control(control));
                textStart += control.Length;
            }
        }

        return new PromptText(segments);
    }

    private static string Insert(string text, List<int> breaks, char sentinel)
    {
        breaks.Sort();
        var result = new StringBuilder(text.Length + breaks.Count);
        var from = 0;
        foreach (var position in breaks.Distinct())
        {
            result.Append(text, from, position - from).Append(sentinel);
            from = position;
        }

        return result.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>A control text may begin before the text and end in it, or reach beyond it on both sides.</summary>
    private void AddStart(string text, int start, List<int> breaks)
    {
        var longest = Math.Min(LongestText - 1, text.Length - start);
        for (var length = 1; length <= longest; length++)
        {
            if (AnyStartsWith(_reversed, Reverse(text.Substring(start, length))))
            {
                breaks.Add(start);
                return;
            }
        }

        var inner = text.AsSpan(start).TrimEnd();
        if (inner.Length > 0 && inner.Length < LongestText && ContainedInAny(inner))
        {
            breaks.Add(start);
        }
    }

    /// <summary>A control text may begin in the text and end behind it.</summary>
    private void AddEnd(string text, int end, List<int> breaks)
    {
        for (var from = Math.Max(0, end - LongestText + 1); from < end; from++)
        {
            if (AnyStartsWith(_texts, text.AsSpan(from, end - from)))
            {
                breaks.Add(from + 1);
            }
        }
    }

    private int LongestText => _lengths[0];

    private string LongestAt(ReadOnlySpan<char> rendered)
    {
        foreach (var length in _lengths)
        {
            if (length <= rendered.Length && _lookup.TryGetValue(rendered[..length], out var control))
            {
                return control;
            }
        }

        throw new InvalidOperationException("The search found a control text that the set does not hold.");
    }

    private bool ContainedInAny(ReadOnlySpan<char> text)
    {
        foreach (var control in _texts)
        {
            if (control.AsSpan().Contains(text, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool AnyStartsWith(string[] sorted, ReadOnlySpan<char> prefix)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle].AsSpan().SequenceCompareTo(prefix) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low < sorted.Length && sorted[low].AsSpan().StartsWith(prefix, StringComparison.Ordinal);
    }

    private static string Reverse(string text)
    {
        var characters = text.ToCharArray();
        Array.Reverse(characters);
        return new string(characters);
    }
}
