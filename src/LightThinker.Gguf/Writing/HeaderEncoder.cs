using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace LightThinker.Gguf.Writing;

/// <summary>Turns a header into the bytes before the data section. Not thread-safe; used once.</summary>
internal sealed class HeaderEncoder
{
    // Throws on a lone surrogate instead of writing a replacement character that the caller did not ask for.
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ArrayBufferWriter<byte> _bytes = new(64 * 1024);

    /// <summary>The header's bytes, padded to where the data section starts.</summary>
    /// <exception cref="ArgumentException">A text is not valid UTF-16; the message names its key or tensor.</exception>
    public static ReadOnlyMemory<byte> Encode(GgufHeader header)
    {
        var encoder = new HeaderEncoder();
        encoder.Write(header);
        return encoder._bytes.WrittenMemory;
    }

    private void Write(GgufHeader header)
    {
        WriteUInt32(GgufFormat.Magic);
        WriteUInt32(GgufFormat.Version);
        WriteUInt64((ulong)header.Tensors.Count);
        WriteUInt64((ulong)header.Metadata.Count);
        foreach ((string key, GgufValue value) in header.Metadata)
        {
            WriteMetadata(key, value);
        }

        foreach (GgufTensorInfo tensor in header.Tensors)
        {
            WriteTensorInfo(tensor);
        }

        int padding = (int)(GgufFormat.Align(_bytes.WrittenCount, header.Alignment) - _bytes.WrittenCount);
        Reserve(padding).Clear();
    }

    private void WriteMetadata(string key, GgufValue value)
    {
        WriteText(key, key);
        WriteUInt32((uint)value.Type);
        if (value.ElementType is not { } elementType)
        {
            WriteScalar(value.Content, key);
            return;
        }

        var elements = (Array)value.Content;
        WriteUInt32((uint)elementType);
        WriteUInt64((ulong)elements.LongLength);
        foreach (object element in elements)
        {
            WriteScalar(element, key);
        }
    }

    private void WriteTensorInfo(GgufTensorInfo tensor)
    {
        WriteText(tensor.Name, tensor.Name);
        WriteUInt32((uint)tensor.Shape.Count);
        foreach (long length in tensor.Shape)
        {
            WriteUInt64((ulong)length);
        }

        WriteUInt32((uint)tensor.Type);
        WriteUInt64((ulong)tensor.Offset);
    }

    private void WriteScalar(object scalar, string owner)
    {
        switch (scalar)
        {
            case byte number: Reserve(1)[0] = number; break;
            case sbyte number: Reserve(1)[0] = (byte)number; break;
            case bool flag: Reserve(1)[0] = flag ? (byte)1 : (byte)0; break;
            case ushort number: BinaryPrimitives.WriteUInt16LittleEndian(Reserve(2), number); break;
            case short number: BinaryPrimitives.WriteInt16LittleEndian(Reserve(2), number); break;
            case uint number: WriteUInt32(number); break;
            case int number: BinaryPrimitives.WriteInt32LittleEndian(Reserve(4), number); break;
            case ulong number: WriteUInt64(number); break;
            case long number: BinaryPrimitives.WriteInt64LittleEndian(Reserve(8), number); break;
            case float number: BinaryPrimitives.WriteSingleLittleEndian(Reserve(4), number); break;
            case double number: BinaryPrimitives.WriteDoubleLittleEndian(Reserve(8), number); break;
            case string text: WriteText(text, owner); break;
            default: throw new InvalidOperationException($"'{owner}' holds a {scalar.GetType().Name}, unknown to GGUF.");
        }
    }

    private void WriteText(string text, string owner)
    {
        try
        {
            int length = StrictUtf8.GetByteCount(text);
            WriteUInt64((ulong)length);
            StrictUtf8.GetBytes(text, Reserve(length));
        }
        catch (EncoderFallbackException exception)
        {
            throw new ArgumentException(
                $"The text of '{owner}' has half a surrogate pair at character {exception.Index}; GGUF text is UTF-8.",
                exception);
        }
    }

    private void WriteUInt32(uint number) => BinaryPrimitives.WriteUInt32LittleEndian(Reserve(4), number);

    private void WriteUInt64(ulong number) => BinaryPrimitives.WriteUInt64LittleEndian(Reserve(8), number);

    // A reserved span counts as written: the caller fills all of it at once.
    private Span<byte> Reserve(int length)
    {
        Span<byte> span = _bytes.GetSpan(length)[..length];
        _bytes.Advance(length);
        return span;
    }
}
