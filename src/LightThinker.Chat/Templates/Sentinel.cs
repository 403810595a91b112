using System.Numerics;

namespace LightThinker.Chat.Templates;

/// <summary>
/// Characters by which a render marks what it gives to a template: of Unicode's 32 noncharacters U+FDD0 … U+FDEF, which
/// no text is meant to hold, some that none of this render's texts does hold. Belongs to one render; not thread-safe.
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

    /// <summary>Characters that none of the texts contains.</summary>
    /// <exception cref="ChatTemplateException">The texts leave too few of them.</exception>
    public readonly RenderMarks Choose()
    {
        if (BitOperations.PopCount(_used) > 32 - RenderMarks.Count)
        {
            throw new ChatTemplateException(
                ChatTemplateError.Argument,
                $"messages: the texts contain more than {32 - RenderMarks.Count} of the noncharacters U+FDD0 to U+FDEF; "
                + "remove some of them.");
        }

        var free = ~_used;
        return new RenderMarks(Next(ref free), Next(ref free), Next(ref free));
    }

    private static char Next(ref uint free)
    {
        var next = BitOperations.TrailingZeroCount(free);
        free &= free - 1;
        return (char)(First + next);
    }
}
