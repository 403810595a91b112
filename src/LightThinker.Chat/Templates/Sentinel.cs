using System.Numerics;

namespace LightThinker.Chat.Templates;

/// <summary>
/// The character that breaks control texts in content: one of Unicode's 32 noncharacters U+FDD0 … U+FDEF, which no text is
/// meant to hold, and which none of this render's texts does hold. Belongs to one render; not thread-safe.
/// </summary>
internal struct Sentinel
{
    private const char First = '\uFDD0';
    private const char Last = '\uFDEF';

    private uint _used;

    /// <summary>Takes note of the noncharacters that a text contains.</summary>
    public void Avoid(string? text)
    {
        var rest = text.AsSpan();
        for (int found; (found = rest.IndexOfAnyInRange(First, Last)) >= 0; rest = rest[(found + 1)..])
        {
            _used |= 1u << (rest[found] - First);
        }
    }

    /// <summary>A character that none of the texts contains.</summary>
    /// <exception cref="ChatTemplateException">The texts contain all 32.</exception>
    public readonly char Choose()
    {
        var free = BitOperations.TrailingZeroCount(~_used);
        return free < 32
            ? (char)(First + free)
            : throw new ChatTemplateException(
                ChatTemplateError.Argument,
                "messages: the texts contain every one of the noncharacters U+FDD0 to U+FDEF; remove one of them.");
    }
}
