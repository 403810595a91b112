namespace LightThinker.Engine.Grammars.Programs;

/// <summary>
/// Bytes sorted into classes that a program treats alike, so that a table has a row entry per class and not per byte.
/// Immutable and thread-safe.
/// </summary>
internal sealed class ByteClasses
{
    private readonly byte[] _classOf = new byte[256];

    public ByteClasses(ReadOnlySpan<Instruction> instructions, Utf8States characters)
    {
        Span<bool> startsClass = stackalloc bool[257];
        foreach (Instruction instruction in instructions)
        {
            if (instruction.Kind == InstructionKind.Byte)
            {
                startsClass[instruction.Value] = true;
                startsClass[instruction.Value + 1] = true;
            }
        }

        foreach (Utf8Edge edge in characters.Edges)
        {
            startsClass[edge.First] = true;
            startsClass[edge.Last + 1] = true;
        }

        for (int value = 1; value < 256; value++)
        {
            Count += startsClass[value] ? 1 : 0;
            _classOf[value] = (byte)(Count - 1);
        }
    }

    public int Count { get; private set; } = 1;

    /// <summary>The class of each byte, from 0.</summary>
    public ReadOnlySpan<byte> ClassOf => _classOf;
}
