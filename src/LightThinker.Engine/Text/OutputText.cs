using System.Text;
using LightThinker.Engine.Phases;
using LightThinker.Engine.Sequences;

namespace LightThinker.Engine.Text;

/// <summary>
/// Turns one sequence's output bytes into whole characters, ends them exactly before a stop string, and publishes them.
/// Engine thread only.
/// </summary>
internal sealed class OutputText : IPhaseText
{
    private readonly Generation _generation;
    private readonly int _choice;
    private readonly StreamMatcher _stops;
    private readonly Decoder _utf8 = Encoding.UTF8.GetDecoder();
    private char[] _characters = new char[64];
    private readonly Queue<(WrittenToken Token, long Start)> _tokens = new();
    private int _count;
    private Phase _phase;

    private long _decoded;

    public OutputText(Generation generation, int choice)
    {
        _generation = generation;
        _choice = choice;
        _stops = new StreamMatcher([.. generation.Request.StopStrings.Select(Encoding.UTF8.GetBytes)]);
    }

    /// <summary>Bytes of output taken so far.</summary>
    public long Taken { get; private set; }

    /// <summary>The stop string that has appeared; null where none has. Nothing is written after it.</summary>
    public string? StoppedBy { get; private set; }

    /// <summary>Whether a stop string has appeared.</summary>
    public bool HasStopped => StoppedBy is not null;

    /// <inheritdoc/>
    public void Write(Phase phase, ReadOnlySpan<byte> bytes)
    {
        if (HasStopped)
        {
            return;
        }

        Enter(phase);
        Taken += bytes.Length;
        if (phase != Phase.Answer || _stops.IsEmpty)
        {
            Decode(bytes, flush: false);
            return;
        }

        _stops.Append(bytes);
        int found = _stops.Find(out int start, out _);
        StoppedBy = found < 0 ? null : _generation.Request.StopStrings[found];
        DecodeHeld(HasStopped ? start : _stops.SafeCount);
    }

    /// <summary>Reports a token, which goes out with its text, or not at all where a stop string has taken that.</summary>
    /// <param name="token">The token.</param>
    /// <param name="start">What <see cref="Taken"/> was before its text.</param>
    public void Report(WrittenToken token, long start) => _tokens.Enqueue((token, start));

    /// <summary>Writes text of the engine's own, such as a paragraph break for a split; no stop string matches in it.</summary>
    public void WriteOwn(Phase phase, ReadOnlySpan<byte> text)
    {
        if (HasStopped)
        {
            return;
        }

        Enter(phase);
        Flush();
        Taken += text.Length;
        Decode(text, flush: false);
    }

    /// <summary>Writes what was held back, as nothing more will come that could make it a stop string or a character.</summary>
    public void Flush()
    {
        if (!HasStopped)
        {
            DecodeHeld(_stops.Held.Length);
        }

        Decode([], flush: true);
    }

    /// <summary>Sends what is ready to the reader.</summary>
    public void Publish()
    {
        WrittenToken[] tokens = TakeTokens();
        if (_count == 0 && tokens.Length == 0)
        {
            return;
        }

        _generation.Publish(_choice, GenerationEvent.Wrote(_phase, new string(_characters, 0, _count), tokens));
        _count = 0;
    }

    // Those whose text has begun to go out.
    private WrittenToken[] TakeTokens()
    {
        if (_tokens.Count == 0)
        {
            return [];
        }

        var ready = new List<WrittenToken>();
        while (_tokens.TryPeek(out var next) && (next.Start < _decoded || (next.Start == Taken && !HasStopped)))
        {
            ready.Add(_tokens.Dequeue().Token);
        }

        return [.. ready];
    }

    private void Enter(Phase phase)
    {
        if (phase != _phase)
        {
            Flush();
            Publish();
            _phase = phase;
        }
    }

    private void DecodeHeld(int count)
    {
        Decode(_stops.Held[..count], flush: false);
        _stops.Drop(count);
    }

    private void Decode(ReadOnlySpan<byte> bytes, bool flush)
    {
        _decoded += bytes.Length;
        int most = _count + Encoding.UTF8.GetMaxCharCount(bytes.Length);
        if (_characters.Length < most)
        {
            Array.Resize(ref _characters, Math.Max(_characters.Length * 2, most));
        }

        _count += _utf8.GetChars(bytes, _characters.AsSpan(_count), flush);
    }
}
