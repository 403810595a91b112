using System.Text;
using LightThinker.Engine.Grammars.Syntax;

namespace LightThinker.Engine.Grammars.Programs;

/// <summary>Characters whose UTF-8 is any byte of a first range, then any of a second, and so on. Immutable.</summary>
/// <param name="Length">Number of bytes, 1 to 4.</param>
/// <param name="Lows">The smallest byte of each range, the first byte topmost.</param>
/// <param name="Highs">The largest byte of each range.</param>
internal readonly record struct Utf8Sequence(int Length, uint Lows, uint Highs)
{
    private static readonly int[] LastOfLength = [0x7F, 0x7FF, 0xFFFF, 0x10FFFF];

    public byte Low(int index) => (byte)(Lows >> (24 - (8 * index)));

    public byte High(int index) => (byte)(Highs >> (24 - (8 * index)));

    /// <summary>Adds the sequences that together are a range of characters, in ascending order.</summary>
    public static void AddAll(CharacterRange range, List<Utf8Sequence> sequences)
    {
        int first = range.First;
        for (int length = 1; length <= 4; length++)
        {
            int last = Math.Min(range.Last, LastOfLength[length - 1]);
            if (first <= last)
            {
                AddBlocks(first, last, length, sequences);
                first = last + 1;
            }
        }
    }

    // Splits off both ends until the bytes behind the first that differs run over all their values. At most 7 blocks deep.
    private static void AddBlocks(int first, int last, int length, List<Utf8Sequence> sequences)
    {
        for (int bits = 6; bits < 6 * length; bits += 6)
        {
            int mask = (1 << bits) - 1;
            if ((first | mask) == (last | mask))
            {
                continue;
            }

            if ((first & mask) != 0)
            {
                AddBlocks(first, first | mask, length, sequences);
                AddBlocks((first | mask) + 1, last, length, sequences);
                return;
            }

            if ((last & mask) != mask)
            {
                AddBlocks(first, (last & ~mask) - 1, length, sequences);
                AddBlocks(last & ~mask, last, length, sequences);
                return;
            }
        }

        sequences.Add(new Utf8Sequence(length, Encode(first), Encode(last)));
    }

    private static uint Encode(int character)
    {
        Span<byte> bytes = stackalloc byte[4];
        bytes.Clear();
        _ = new Rune(character).EncodeToUtf8(bytes);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }
}
