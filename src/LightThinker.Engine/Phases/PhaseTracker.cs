using System.Text;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Text;

namespace LightThinker.Engine.Phases;

/// <summary>
/// Follows what one sequence writes: reasoning, answer or tool call. Delimiters are data, single tokens or plain text, and
/// are not passed on. Engine thread only.
/// </summary>
/// <remarks>
/// A delimiter in plain text opens reasoning only where the output begins, and closes it only inside: an answer that
/// quotes one stays an answer. A delimiter that is a token of its own always counts.
/// </remarks>
internal sealed class PhaseTracker
{
    private static readonly byte[] Whitespace = [.. " \t\r\n"u8];

    private readonly Dictionary<Token, Phase> _tokenMarkers = [];
    private readonly StreamMatcher _openers;
    private readonly StreamMatcher _closers;
    private readonly IPhaseText _output;
    private bool _hasWritten;

    /// <param name="markers">The model's delimiters.</param>
    /// <param name="start">The phase the prompt leaves the model in.</param>
    /// <param name="vocabulary">Tells which delimiters are tokens.</param>
    /// <param name="output">Gets the text between delimiters.</param>
    public PhaseTracker(IReadOnlyList<PhaseMarker> markers, Phase start, IVocabulary vocabulary, IPhaseText output)
    {
        var openers = new List<byte[]>();
        var closers = new List<byte[]>();
        foreach (var marker in markers)
        {
            if (vocabulary.Find(marker.Text) is { } token)
            {
                _tokenMarkers[token] = marker.Next;
            }
            else
            {
                (marker.Next == Phase.Reasoning ? openers : closers).Add(Encoding.UTF8.GetBytes(marker.Text));
            }
        }

        _openers = new StreamMatcher(openers);
        _closers = new StreamMatcher(closers);
        _output = output;
        Current = start;
    }

    public Phase Current { get; private set; }

    private StreamMatcher? Matcher =>
        Current == Phase.Reasoning ? _closers
        : Current == Phase.Answer && !_hasWritten ? _openers
        : null;

    /// <summary>Takes the next sampled token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="text">What it writes; nothing for a control token.</param>
    public SampledToken Advance(Token token, ReadOnlySpan<byte> text)
    {
        if (_tokenMarkers.TryGetValue(token, out var next))
        {
            Flush();
            return Switch(token, next);
        }

        return AdvanceInText(token, text);
    }

    /// <summary>Passes on what was held back because it could have become a delimiter.</summary>
    public void Flush()
    {
        PassHeld(_openers, _openers.Held.Length);
        PassHeld(_closers, _closers.Held.Length);
    }

    private SampledToken Switch(Token token, Phase next)
    {
        bool opens = next == Phase.Reasoning && Current != Phase.Reasoning;
        bool closes = Current == Phase.Reasoning && next != Phase.Reasoning;
        var belongsTo = opens ? next : Current;
        Current = next;
        return new SampledToken(token, belongsTo, opens, closes);
    }

    // One token may end one delimiter and hold another; each is looked for by the matcher of the phase before it.
    private SampledToken AdvanceInText(Token token, ReadOnlySpan<byte> text)
    {
        var sampled = new SampledToken(token, Current);
        while (Matcher is { IsEmpty: false } matcher)
        {
            matcher.Append(text);
            if (!FindMarker(matcher, out int start, out int length))
            {
                PassHeld(matcher, matcher.SafeCount);
                if (Matcher != matcher)
                {
                    PassHeld(matcher, matcher.Held.Length);
                }

                return sampled;
            }

            PassHeld(matcher, start);
            matcher.Drop(length);
            var switched = Switch(token, matcher == _openers ? Phase.Reasoning : Phase.Answer);
            sampled = switched with { OpensReasoning = sampled.OpensReasoning || switched.OpensReasoning };
            text = matcher.Held;
            matcher.Drop(text.Length);
        }

        Pass(text);
        return sampled;
    }

    private bool FindMarker(StreamMatcher matcher, out int start, out int length) =>
        matcher.Find(out start, out length) >= 0
        && (matcher == _closers || !matcher.Held[..start].ContainsAnyExcept(Whitespace));

    private void PassHeld(StreamMatcher matcher, int count)
    {
        Pass(matcher.Held[..count]);
        matcher.Drop(count);
    }

    private void Pass(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        _hasWritten |= bytes.ContainsAnyExcept(Whitespace);
        _output.Write(Current, bytes);
    }
}
