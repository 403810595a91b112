using System.Text;

namespace LightThinker.Chat.Tools;

/// <summary>
/// The content of an answer, with the whitespace in it held back until it is known whether a call follows. One
/// parser's; not thread-safe.
/// </summary>
/// <param name="output">Where it goes.</param>
/// <param name="separator">A character that may stand between two calls; null where only whitespace does.</param>
internal sealed class ContentText(ToolCallOutput output, char? separator)
{
    private readonly StringBuilder _held = new();

    /// <summary>Whether nothing but whitespace has come since the answer began or a call ended.</summary>
    public bool IsAtBorder { get; private set; } = true;

    /// <summary>Whether nothing but whitespace has come since a call ended.</summary>
    public bool IsBehindCall { get; private set; }

    public void Add(char next)
    {
        if (char.IsWhiteSpace(next) || (IsBehindCall && next == separator))
        {
            _held.Append(next);
            return;
        }

        ShowHeld();
        output.Write(next);
    }

    public void Add(string text)
    {
        foreach (var next in text)
        {
            Add(next);
        }
    }

    /// <summary>Adds text that is content only where no call follows.</summary>
    public void Hold(string text) => _held.Append(text);

    /// <summary>A call begins here, or another text that is no content has ended.</summary>
    public void DropHeld() => _held.Clear();

    public void EndCall() => (IsAtBorder, IsBehindCall) = (true, true);

    /// <summary>The answer ends: whitespace at its end is content, unless only a call stands before it.</summary>
    public void Complete()
    {
        var held = _held.ToString();
        if (!IsBehindCall || !held.All(c => char.IsWhiteSpace(c) || c == separator))
        {
            ShowHeld();
        }

        _held.Clear();
    }

    private void ShowHeld()
    {
        (IsAtBorder, IsBehindCall) = (false, false);
        output.Write(_held);
        _held.Clear();
    }
}
