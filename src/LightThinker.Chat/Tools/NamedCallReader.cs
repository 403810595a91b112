using System.Text;

namespace LightThinker.Chat.Tools;

/// <summary>
/// Reads a call whose name stands before its arguments, between delimiters. Belongs to one parser; not thread-safe.
/// </summary>
/// <param name="format">What stands before the arguments.</param>
internal sealed class NamedCallReader(CallHeader format) : CallReader
{
    // No header is longer, so what follows a delimiter that was only mentioned is not held back for long.
    private const int MaxHeader = 256;

    private readonly StringBuilder _header = new();
    private readonly DelimiterScan _marks = new(format.Marks);
    private JsonExtent _extent;

    public override CallStep Take(char next)
    {
        if (!IsCall && (next != '{' || _marks.Held.Length > 0))
        {
            return TakeInHeader(next);
        }

        if (!IsCall)
        {
            Name = format.ReadName(_header.ToString());
            if (Name is null)
            {
                return Refuse("{");
            }

            IsCall = true;
        }

        Arguments.Append(next);
        HasAllArguments = _extent.Take(next, out _);
        return HasAllArguments ? CallStep.Ended : CallStep.Taken;
    }

    private CallStep TakeInHeader(char next)
    {
        var text = _marks.Take(next, out var mark);
        if (text.Length > 1 || (text.Length == 1 && !MayStandInHeader(next)) || _header.Length + 1 > MaxHeader)
        {
            // No word begins as a mark does, so nothing of a mark that was not completed can stand here.
            return Refuse(text.Length > 0 ? text : next.ToString());
        }

        _header.Append(mark ?? text);
        return CallStep.Taken;
    }

    private static bool MayStandInHeader(char c) =>
        char.IsLetterOrDigit(c) || char.IsWhiteSpace(c) || c is '_' or '-' or '.' or ':' or '/';
}
