using System.Text;

namespace LightThinker.Chat.Tools;

/// <summary>Collects the deltas of one piece of output, neighbours of a kind as one. One parser's; not thread-safe.</summary>
/// <param name="newId">Makes a call's id.</param>
internal sealed class ToolCallOutput(Func<string> newId)
{
    private readonly StringBuilder _text = new();
    private List<ToolCallDelta> _deltas = [];
    private int _call = -1;
    private bool _isInCall;

    /// <summary>Calls begun so far.</summary>
    public int Calls => _call + 1;

    /// <summary>Adds to the text of the call that is open, else to the content.</summary>
    public void Write(StringBuilder text) => _text.Append(text);

    /// <inheritdoc cref="Write(StringBuilder)"/>
    public void Write(char text) => _text.Append(text);

    public void StartCall(string name)
    {
        EndText();
        _isInCall = true;
        _deltas.Add(new ToolCallDelta(ToolCallDeltaKind.CallStart, ++_call, name) { Id = newId() });
    }

    public void EndCall(bool isTruncated)
    {
        EndText();
        _isInCall = false;
        _deltas.Add(new ToolCallDelta(ToolCallDeltaKind.CallEnd, _call, "") { IsTruncated = isTruncated });
    }

    /// <summary>Everything since the last time.</summary>
    public IReadOnlyList<ToolCallDelta> Take()
    {
        EndText();
        if (_deltas.Count == 0)
        {
            return [];
        }

        var taken = _deltas;
        _deltas = [];
        return taken;
    }

    private void EndText()
    {
        if (_text.Length > 0)
        {
            _deltas.Add(_isInCall
                ? new ToolCallDelta(ToolCallDeltaKind.Arguments, _call, _text.ToString())
                : new ToolCallDelta(ToolCallDeltaKind.Content, -1, _text.ToString()));
            _text.Clear();
        }
    }
}
