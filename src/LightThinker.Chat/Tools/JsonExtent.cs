namespace LightThinker.Chat.Tools;

/// <summary>Follows one JSON value character by character to its end. Mutable; not thread-safe.</summary>
internal struct JsonExtent
{
    private int _depth;
    private bool _inString;
    private bool _escaped;
    private bool _begun;
    private bool _scalar;

    /// <summary>Whether this character is the value's last.</summary>
    /// <param name="next">Belongs to the value unless <paramref name="before"/> says otherwise.</param>
    /// <param name="before">The value, a number or a word, has ended before this character.</param>
    public bool Take(char next, out bool before)
    {
        before = false;
        if (_inString)
        {
            (_inString, _escaped) = (_escaped || next != '"', !_escaped && next == '\\');
            return !_inString && _depth == 0;
        }

        if (_scalar)
        {
            before = next is ',' or '}' or ']' || char.IsWhiteSpace(next);
            return before;
        }

        switch (next)
        {
            case '"':
                _inString = true;
                break;
            case '{' or '[':
                _depth++;
                break;
            case '}' or ']':
                _depth--;
                break;
            default:
                _scalar = !_begun;
                break;
        }

        _begun = true;
        return _depth <= 0 && !_inString && !_scalar;
    }
}
