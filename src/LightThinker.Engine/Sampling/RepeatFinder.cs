using System.Numerics;
using LightThinker.Engine.Decoding;

namespace LightThinker.Engine.Sampling;

/// <summary>
/// Finds where the latest tokens of a history stood before, and how many of them. Engine thread only, but may be built on
/// any thread. A new token costs a step per occurrence of it in the window; once the window is full, it allocates nothing.
/// </summary>
internal sealed class RepeatFinder
{
    // A window the client made huge must not cost its size up front.
    private const int InitialCapacity = 256;
    private const int None = -1;

    private readonly int _window;
    private readonly Dictionary<Token, int> _latest = [];
    private Token[] _tokens;
    private int[] _previous;
    private int[] _lengths;
    private int _count;

    /// <param name="window">Latest tokens looked at, at least 1; −1 means all.</param>
    /// <param name="prompt">The history so far. Its cost is linear, however it repeats itself.</param>
    public RepeatFinder(int window, ReadOnlySpan<Token> prompt)
    {
        _window = window == -1 ? int.MaxValue : window;
        int kept = Math.Min(_window, prompt.Length);
        int capacity = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(kept, Math.Min(_window, InitialCapacity)));
        _tokens = new Token[capacity];
        _previous = new int[capacity];
        _lengths = new int[capacity];
        foreach (Token token in prompt[^kept..])
        {
            Append(token);
        }

        MeasureAll();
    }

    // Positions count from the first token kept; those from here on are in the window.
    private int Oldest => Math.Max(0, _count - _window);

    private int Newest => _count - 1;

    /// <summary>Adds the newest token; the oldest leaves where the window is full.</summary>
    public void Add(Token token)
    {
        Append(token);

        // A place repeats the end by one token more than the place before it repeated the end before: the lengths of just
        // those places are up to date, and going back reads each of them before it is overwritten.
        int oldest = Oldest;
        for (int place = _previous[Slot(Newest)]; place >= oldest; place = _previous[Slot(place)])
        {
            bool isLonger = place > oldest && TokenAt(place - 1) == TokenAt(Newest - 1);
            _lengths[Slot(place)] = isLonger ? _lengths[Slot(place - 1)] + 1 : 1;
        }
    }

    /// <summary>
    /// Writes, by token that would prolong a repeat, the length of its longest repeat: tokens at the history's end that
    /// stand before an earlier occurrence of it too.
    /// </summary>
    /// <param name="shortest">Repeats shorter than this are left out; at 0, every earlier token prolongs an empty one.</param>
    /// <param name="longest">Repeats are no longer than this, as if it were all that can repeat.</param>
    /// <param name="lengths">Is cleared first.</param>
    public void Collect(int shortest, int longest, Dictionary<Token, int> lengths)
    {
        lengths.Clear();
        if (_count == 0 || shortest > longest)
        {
            return;
        }

        int oldest = Oldest;
        for (int place = _previous[Slot(Newest)]; place >= oldest; place = _previous[Slot(place)])
        {
            // The lengths may count tokens that have left the window since.
            Offer(place, Math.Min(Math.Min(_lengths[Slot(place)], place - oldest + 1), longest), shortest, lengths);
        }

        for (int place = shortest == 0 ? Newest - 1 : None; place >= oldest; place--)
        {
            Offer(place, 0, shortest, lengths);
        }
    }

    private void Offer(int place, int length, int shortest, Dictionary<Token, int> lengths)
    {
        Token next = TokenAt(place + 1);
        if (length >= shortest && (!lengths.TryGetValue(next, out int known) || known < length))
        {
            lengths[next] = length;
        }
    }

    private void Append(Token token)
    {
        int position = _count++;
        if (position == _tokens.Length && position < _window)
        {
            Grow();
        }

        int leaving = position - _window;
        if (leaving >= 0 && _latest[TokenAt(leaving)] == leaving)
        {
            _latest.Remove(TokenAt(leaving));
        }

        int slot = Slot(position);
        _tokens[slot] = token;
        _previous[slot] = _latest.GetValueOrDefault(token, None);
        _latest[token] = position;
    }

    private void Grow()
    {
        int capacity = 2 * _tokens.Length;
        Array.Resize(ref _tokens, capacity);
        Array.Resize(ref _previous, capacity);
        Array.Resize(ref _lengths, capacity);
    }

    // The Z algorithm, read from the end: every place's length with two passes over the tokens at most. Going token by
    // token would take the square of a prompt that is one token over and over.
    private void MeasureAll()
    {
        int start = 0;
        int end = 0;
        for (int back = 1; back < _count; back++)
        {
            int length = back < end ? Math.Min(end - back, _lengths[Newest - (back - start)]) : 0;
            while (back + length < _count && _tokens[Newest - back - length] == _tokens[Newest - length])
            {
                length++;
            }

            _lengths[Newest - back] = length;
            if (back + length > end)
            {
                (start, end) = (back, back + length);
            }
        }
    }

    private Token TokenAt(int position) => _tokens[Slot(position)];

    // The arrays hold the whole window, or until it is full the whole history; their length is a power of two.
    private int Slot(int position) => position & (_tokens.Length - 1);
}
