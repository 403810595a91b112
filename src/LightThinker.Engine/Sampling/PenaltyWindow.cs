using LightThinker.Engine.Decoding;

namespace LightThinker.Engine.Sampling;

/// <summary>
/// How often each of a sequence's latest tokens occurs, kept up to date token by token. Engine thread only. Once the
/// window is full, adding a token allocates nothing.
/// </summary>
internal sealed class PenaltyWindow
{
    // A window the client made huge must not cost its size up front.
    private const int InitialCapacity = 1024;

    private readonly int _length;
    private readonly Queue<Token> _tokens;
    private readonly Dictionary<Token, int> _counts;

    /// <param name="length">Tokens looked at, at least 1; −1 means all, however many.</param>
    public PenaltyWindow(int length)
    {
        if (length is 0 or < -1)
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, "The window is at least 1 token, or -1 for all.");
        }

        _length = length;
        int capacity = length == -1 ? InitialCapacity : Math.Min(length, InitialCapacity);
        _tokens = new Queue<Token>(length == -1 ? 0 : capacity);
        _counts = new Dictionary<Token, int>(capacity);
    }

    /// <summary>The distinct tokens in the window with their number of occurrences, each at least 1.</summary>
    public Dictionary<Token, int> Counts => _counts;

    /// <summary>Adds the newest token; the oldest leaves where the window is full.</summary>
    public void Add(Token token)
    {
        if (_length != -1)
        {
            if (_tokens.Count == _length)
            {
                Forget(_tokens.Dequeue());
            }

            _tokens.Enqueue(token);
        }

        _counts[token] = _counts.GetValueOrDefault(token) + 1;
    }

    private void Forget(Token token)
    {
        int left = _counts[token] - 1;
        if (left == 0)
        {
            _counts.Remove(token);
        }
        else
        {
            _counts[token] = left;
        }
    }
}
