using System.Buffers;
using System.Text;

namespace LightThinker.Engine.Sampling;

/// <summary>
/// Texts that end a repeat, looked for in one sequence's text as its tokens come. Engine thread only, but may be built on
/// any thread. A breaker is found wherever the text has it, across however many tokens. Allocates nothing per token.
/// </summary>
internal sealed class SequenceBreakers
{
    private readonly byte[][] _breakers;
    private readonly SearchValues<byte> _lastBytes;

    // The end of the text so far, as long as a breaker may reach back.
    private readonly byte[] _end;
    private int _endLength;

    /// <param name="breakers">None is empty.</param>
    public SequenceBreakers(IReadOnlyList<string> breakers)
    {
        _breakers = [.. breakers.Select(Encoding.UTF8.GetBytes)];
        _lastBytes = SearchValues.Create([.. _breakers.Select(breaker => breaker[^1])]);
        _end = new byte[_breakers.Max(breaker => breaker.Length) - 1];
    }

    /// <summary>Whether a token's text has a whole breaker in it.</summary>
    public bool AreIn(ReadOnlySpan<byte> token)
    {
        if (!token.ContainsAny(_lastBytes))
        {
            return false;
        }

        foreach (byte[] breaker in _breakers)
        {
            if (token.IndexOf(breaker) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes the newest token's text.</summary>
    /// <returns>Whether a breaker ends in it.</returns>
    public bool Advance(ReadOnlySpan<byte> token)
    {
        bool ends = AreIn(token) || ReachInto(token);
        Remember(token);
        return ends;
    }

    private bool ReachInto(ReadOnlySpan<byte> token)
    {
        if (_endLength == 0 || !token.ContainsAny(_lastBytes))
        {
            return false;
        }

        ReadOnlySpan<byte> end = _end.AsSpan(0, _endLength);
        foreach (ReadOnlySpan<byte> breaker in _breakers)
        {
            for (int before = 1; before < breaker.Length; before++)
            {
                if (token.StartsWith(breaker[before..]) && end.EndsWith(breaker[..before]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void Remember(ReadOnlySpan<byte> token)
    {
        int kept = Math.Min(_endLength, Math.Max(0, _end.Length - token.Length));
        _end.AsSpan(_endLength - kept, kept).CopyTo(_end);
        ReadOnlySpan<byte> added = token[Math.Max(0, token.Length - _end.Length)..];
        added.CopyTo(_end.AsSpan(kept));
        _endLength = kept + added.Length;
    }
}
