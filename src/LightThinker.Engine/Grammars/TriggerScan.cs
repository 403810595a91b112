using System.Text;
using LightThinker.Engine.Text;

namespace LightThinker.Engine.Grammars;

/// <summary>Looks for triggers in a free answer. Engine thread only.</summary>
internal sealed class TriggerScan
{
    private static readonly byte[] Whitespace = [.. " \t\r\n"u8];

    private readonly IReadOnlyList<GrammarTrigger> _triggers;
    private readonly StreamMatcher _matcher;
    private bool _hasText;

    public TriggerScan(IReadOnlyList<GrammarTrigger> triggers)
    {
        _triggers = triggers;
        _matcher = new StreamMatcher([.. triggers.Select(trigger => Encoding.UTF8.GetBytes(trigger.Text))]);
    }

    /// <summary>Takes the next piece of the answer.</summary>
    /// <param name="text">The piece.</param>
    /// <param name="rest">What of it stands behind the trigger; valid until the next call.</param>
    /// <returns>The trigger that it completes, or null.</returns>
    public GrammarTrigger? Push(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> rest)
    {
        _matcher.Append(text);
        while (_matcher.Find(out int start, out int length) is >= 0 and var found)
        {
            bool isAtStart = !_hasText && !_matcher.Held[..start].ContainsAnyExcept(Whitespace);
            if (isAtStart || !_triggers[found].IsAtStartOnly)
            {
                Drop(start + length);
                rest = _matcher.Held;
                return _triggers[found];
            }

            Drop(start + 1);
        }

        Drop(_matcher.SafeCount);
        rest = [];
        return null;
    }

    private void Drop(int count)
    {
        _hasText |= _matcher.Held[..count].ContainsAnyExcept(Whitespace);
        _matcher.Drop(count);
    }
}
