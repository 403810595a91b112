namespace LightThinker.Gguf.Reading;

/// <summary>Reads one metadata value of any type. Stateless; thread-safe as far as its cursor is.</summary>
internal static class ValueDecoder
{
    /// <exception cref="GgufException">The type is unknown or does not fit what follows, or the file ends.</exception>
    public static GgufValue Read(HeaderCursor cursor)
    {
        long start = cursor.Position;
        uint type = cursor.ReadUInt32();
        return (GgufValueType)type switch
        {
            GgufValueType.UInt8 => GgufValue.UInt8(cursor.ReadByte()),
            GgufValueType.Int8 => GgufValue.Int8((sbyte)cursor.ReadByte()),
            GgufValueType.UInt16 => GgufValue.UInt16(cursor.ReadUInt16()),
            GgufValueType.Int16 => GgufValue.Int16((short)cursor.ReadUInt16()),
            GgufValueType.UInt32 => GgufValue.UInt32(cursor.ReadUInt32()),
            GgufValueType.Int32 => GgufValue.Int32((int)cursor.ReadUInt32()),
            GgufValueType.UInt64 => GgufValue.UInt64(cursor.ReadUInt64()),
            GgufValueType.Int64 => GgufValue.Int64((long)cursor.ReadUInt64()),
            GgufValueType.Float32 => GgufValue.Float32(cursor.ReadSingle()),
            GgufValueType.Float64 => GgufValue.Float64(cursor.ReadDouble()),
            GgufValueType.Bool => GgufValue.Bool(cursor.ReadBool()),
            GgufValueType.String => GgufValue.String(cursor.ReadText()),
            GgufValueType.Array => ReadArray(cursor),
            _ => throw Unknown(cursor, start, type),
        };
    }

    private static GgufValue ReadArray(HeaderCursor cursor)
    {
        long start = cursor.Position;
        uint type = cursor.ReadUInt32();
        GgufValue Elements<T>(int minBytes, Func<HeaderCursor, T> read)
            where T : notnull => ReadElements(cursor, (GgufValueType)type, minBytes, read);
        return (GgufValueType)type switch
        {
            GgufValueType.UInt8 => Elements(1, static cursor => cursor.ReadByte()),
            GgufValueType.Int8 => Elements(1, static cursor => (sbyte)cursor.ReadByte()),
            GgufValueType.UInt16 => Elements(2, static cursor => cursor.ReadUInt16()),
            GgufValueType.Int16 => Elements(2, static cursor => (short)cursor.ReadUInt16()),
            GgufValueType.UInt32 => Elements(4, static cursor => cursor.ReadUInt32()),
            GgufValueType.Int32 => Elements(4, static cursor => (int)cursor.ReadUInt32()),
            GgufValueType.UInt64 => Elements(8, static cursor => cursor.ReadUInt64()),
            GgufValueType.Int64 => Elements(8, static cursor => (long)cursor.ReadUInt64()),
            GgufValueType.Float32 => Elements(4, static cursor => cursor.ReadSingle()),
            GgufValueType.Float64 => Elements(8, static cursor => cursor.ReadDouble()),
            GgufValueType.Bool => Elements(1, static cursor => cursor.ReadBool()),
            GgufValueType.String => Elements(8, static cursor => cursor.ReadText()),
            GgufValueType.Array => throw cursor.Fault(
                start, $"{cursor.Subject} is an array of arrays, which is not supported here nor by common loaders"),
            _ => throw Unknown(cursor, start, type),
        };
    }

    private static GgufValue ReadElements<T>(
        HeaderCursor cursor, GgufValueType type, int minBytes, Func<HeaderCursor, T> read)
        where T : notnull
    {
        var elements = new T[cursor.ReadCount(minBytes)];
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = read(cursor);
        }

        return GgufValue.Wrap(type, elements);
    }

    private static GgufException Unknown(HeaderCursor cursor, long position, uint type) =>
        cursor.Fault(position, $"{cursor.Subject} has the unknown type {type}; 0 to 12 are known");
}
