using System.Text;

namespace LightThinker.Chat.Tools;

/// <summary>
/// Tells the tool calls in a model's answer from its content while it is written. However the same answer is cut into
/// pieces, calls and content are the same; what turns out to be no call is content, unchanged. One per answer; not
/// thread-safe.
/// </summary>
/// <remarks>
/// Whitespace directly before and behind calls belongs to neither. A call begins once its name is known and its
/// arguments have begun; until then its text is held back.
/// </remarks>
public sealed class ToolCallParser
{
    private readonly ToolCallFormat _format;
    private readonly Func<string, bool> _isTool;
    private readonly ToolCallOutput _output;
    private readonly ContentText _content;
    private readonly DelimiterScan _delimiters;

    // Text of a call that may still turn out to be none, or what follows the arguments of one that is.
    private readonly StringBuilder _undecided = new();

    private Place _place;
    private CallReader? _reader;
    private bool _isOpen;
    private bool _isInArray;

    /// <param name="format">How the model writes calls.</param>
    /// <param name="newId">Makes a call's id, for example <see cref="ToolCallIds.Random"/>.</param>
    /// <param name="tools">
    /// Names of the tools; asked only where a JSON object may be a call or an answer. Null takes any name.
    /// </param>
    public ToolCallParser(ToolCallFormat format, Func<string> newId, IReadOnlySet<string>? tools = null)
    {
        _format = format;
        _isTool = name => tools is null || tools.Contains(name);
        _output = new ToolCallOutput(newId);
        _content = new ContentText(_output, format.AllowsBareObject ? ';' : null);
        _delimiters = new DelimiterScan([.. format.Openers, .. format.Closers, .. format.Prefixes, .. format.Wrappers]);
    }

    private enum Place
    {
        Content,
        Opened,
        Call,
        BeforeItem,
        BehindItem,
    }

    /// <summary>Calls begun so far.</summary>
    public int Calls => _output.Calls;

    /// <summary>Takes the next piece of the answer, in which <see cref="ToolCallFormat.VisibleTokens"/> are text.</summary>
    /// <returns>What is certain by now, in order; a list of its own.</returns>
    public IReadOnlyList<ToolCallDelta> Push(string text)
    {
        foreach (var next in text)
        {
            Take(next);
        }

        return _output.Take();
    }

    /// <summary>Ends the answer, wherever it is; to be called once.</summary>
    /// <returns>What was held back; the end of a call whose arguments are not whole is marked as truncated.</returns>
    public IReadOnlyList<ToolCallDelta> Complete()
    {
        EndCall();
        ShowUndecided();
        var held = _delimiters.Release();
        if (!IsOfACall(held))
        {
            _content.Add(held);
        }

        _content.Complete();
        return _output.Take();
    }

    // The beginning of what would have closed a call, or of what stands around all of them.
    private bool IsOfACall(string held) =>
        (_content.IsBehindCall && _format.Closers.Any(closer => closer.StartsWith(held, StringComparison.Ordinal)))
        || (_format.Wrappers.Count > 0 && _format.VisibleTokens.Any(token => held.StartsWith(token, StringComparison.Ordinal)));

    private void Take(char next)
    {
        switch (_place)
        {
            case Place.Content:
                TakeInContent(next);
                break;
            case Place.Opened:
                TakeBehindOpener(next);
                break;
            case Place.Call:
                TakeInCall(next);
                break;
            default:
                TakeBetweenItems(next);
                break;
        }
    }

    private void TakeInContent(char next)
    {
        var text = _delimiters.Take(next, out var delimiter);
        if (delimiter is not null)
        {
            TakeDelimiter(delimiter);
        }
        else if (text.Length > 0)
        {
            TakeText(text[0]);
            for (var i = 1; i < text.Length; i++)
            {
                Take(text[i]);
            }
        }
    }

    private void TakeDelimiter(string delimiter)
    {
        if (_format.Openers.Contains(delimiter))
        {
            _undecided.Append(delimiter);
            _place = Place.Opened;
        }
        else if (_format.Prefixes.Contains(delimiter))
        {
            _content.Hold(delimiter);
        }
        else if (_content.IsBehindCall && _format.Closers.Contains(delimiter))
        {
            _content.DropHeld();
        }
        else if (!_format.Wrappers.Contains(delimiter))
        {
            _content.Add(delimiter);
        }
    }

    private void TakeText(char next)
    {
        if (next == '{' && _format.AllowsBareObject && _content.IsAtBorder)
        {
            Read(new JsonCallReader(mayBeText: true, _isTool), next);
        }
        else
        {
            _content.Add(next);
        }
    }

    private void TakeBehindOpener(char next)
    {
        if (next == '{' && (_format.Header is null || _format.AllowsArray))
        {
            Read(new JsonCallReader(mayBeText: false, _isTool), next);
        }
        else if (next == '[' && _format.AllowsArray)
        {
            _undecided.Append(next);
            _place = Place.BeforeItem;
        }
        else if (IsSpace(next))
        {
            _undecided.Append(next);
        }
        else if (_format.Header is { } header)
        {
            Read(new NamedCallReader(header), next);
        }
        else
        {
            Refuse(next.ToString());
        }
    }

    private void TakeBetweenItems(char next)
    {
        switch (_place, next)
        {
            case (Place.BeforeItem, '{'):
                _isInArray = true;
                Read(new JsonCallReader(mayBeText: false, _isTool), next);
                break;
            case (Place.BehindItem, ','):
                _undecided.Append(next);
                _place = Place.BeforeItem;
                break;
            case (Place.BehindItem, ']'):
                _undecided.Clear();
                _isInArray = false;
                _place = Place.Content;
                break;
            default:
                if (IsSpace(next))
                {
                    _undecided.Append(next);
                }
                else
                {
                    Refuse(next.ToString());
                }

                break;
        }
    }

    private void Read(CallReader reader, char next)
    {
        _reader = reader;
        _place = Place.Call;
        TakeInCall(next);
    }

    private void TakeInCall(char next)
    {
        var reader = _reader!;
        var isBehindArguments = reader.HasAllArguments;
        var step = reader.Take(next);
        if (step == CallStep.Refused)
        {
            // Of what is returned, all but the last character was taken before.
            _undecided.Length -= reader.Returned.Length - 1;
            Refuse(reader.Returned);
            return;
        }

        if (!reader.IsCall || isBehindArguments)
        {
            _undecided.Append(next);
        }

        if (reader.IsCall && !_isOpen)
        {
            _isOpen = true;
            _content.DropHeld();
            _undecided.Clear();
            _output.StartCall(reader.Name!);
        }

        if (_isOpen)
        {
            _output.Write(reader.Arguments);
            reader.Arguments.Clear();
        }

        if (step == CallStep.Ended)
        {
            _undecided.Clear();
            EndCall();
            _place = _isInArray ? Place.BehindItem : Place.Content;
        }
    }

    /// <summary>What is held back is content, and these characters are looked at anew.</summary>
    private void Refuse(string returned)
    {
        EndCall();
        ShowUndecided();
        _isInArray = false;
        _place = Place.Content;
        foreach (var next in returned)
        {
            Take(next);
        }
    }

    private void EndCall()
    {
        if (_isOpen)
        {
            _isOpen = false;
            _output.EndCall(isTruncated: !_reader!.HasAllArguments);
            _content.EndCall();
        }
    }

    private void ShowUndecided()
    {
        _content.Add(_undecided.ToString());
        _undecided.Clear();
    }

    private static bool IsSpace(char c) => c is ' ' or '\n' or '\r' or '\t';
}
