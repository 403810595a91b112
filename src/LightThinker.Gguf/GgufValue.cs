namespace LightThinker.Gguf;

/// <summary>
/// One metadata value with its type in the file. Immutable and thread-safe. Loaders compare types exactly, so each is named
/// where a value is made instead of being guessed from a number.
/// </summary>
public sealed class GgufValue
{
    private GgufValue(GgufValueType type, object content, GgufValueType? elementType = null)
    {
        Type = type;
        Content = content;
        ElementType = elementType;
    }

    public GgufValueType Type { get; }

    /// <summary>The type of an array's elements; null where the value is no array.</summary>
    public GgufValueType? ElementType { get; }

    /// <summary>A boxed number, bool or string, or a one-dimensional array of those.</summary>
    internal object Content { get; }

    public static GgufValue UInt8(byte value) => new(GgufValueType.UInt8, value);

    public static GgufValue Int8(sbyte value) => new(GgufValueType.Int8, value);

    public static GgufValue UInt16(ushort value) => new(GgufValueType.UInt16, value);

    public static GgufValue Int16(short value) => new(GgufValueType.Int16, value);

    public static GgufValue UInt32(uint value) => new(GgufValueType.UInt32, value);

    public static GgufValue Int32(int value) => new(GgufValueType.Int32, value);

    public static GgufValue UInt64(ulong value) => new(GgufValueType.UInt64, value);

    public static GgufValue Int64(long value) => new(GgufValueType.Int64, value);

    public static GgufValue Float32(float value) => new(GgufValueType.Float32, value);

    public static GgufValue Float64(double value) => new(GgufValueType.Float64, value);

    public static GgufValue Bool(bool value) => new(GgufValueType.Bool, value);

    /// <param name="value">Written as UTF-8.</param>
    public static GgufValue String(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(GgufValueType.String, value);
    }

    /// <summary>
    /// An array of scalars, copied; it may be empty. Arrays of arrays, which the format allows and no common loader reads,
    /// are not offered.
    /// </summary>
    /// <typeparam name="T">A number type of the format, <see cref="bool"/> or <see cref="string"/>.</typeparam>
    /// <exception cref="ArgumentException">The file format has no such element type, or an element is null.</exception>
    public static GgufValue Array<T>(IEnumerable<T> elements)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(elements);
        T[] copy = [.. elements];
        int missing = System.Array.FindIndex(copy, element => element is null);
        if (missing >= 0)
        {
            throw new ArgumentException($"Element {missing} is null; give every element a value.", nameof(elements));
        }

        GgufValueType elementType = ElementTypeOf(typeof(T)) ?? throw new ArgumentException(
            $"GGUF has no array of {typeof(T).Name}; use a fixed-size number, bool or string.", nameof(elements));
        return new(GgufValueType.Array, copy, elementType);
    }

    private static GgufValueType? ElementTypeOf(Type type) => type switch
    {
        _ when type == typeof(byte) => GgufValueType.UInt8,
        _ when type == typeof(sbyte) => GgufValueType.Int8,
        _ when type == typeof(ushort) => GgufValueType.UInt16,
        _ when type == typeof(short) => GgufValueType.Int16,
        _ when type == typeof(uint) => GgufValueType.UInt32,
        _ when type == typeof(int) => GgufValueType.Int32,
        _ when type == typeof(ulong) => GgufValueType.UInt64,
        _ when type == typeof(long) => GgufValueType.Int64,
        _ when type == typeof(float) => GgufValueType.Float32,
        _ when type == typeof(double) => GgufValueType.Float64,
        _ when type == typeof(bool) => GgufValueType.Bool,
        _ when type == typeof(string) => GgufValueType.String,
        _ => null,
    };
}
