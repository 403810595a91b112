using System.Numerics;
using System.Text;

namespace LightThinker.Gguf;

/// <summary>
/// What a name, a shape and an alignment must be, in a file that is written and in one that is read. Each rule gives
/// null, or the fault as the rest of a sentence about its subject. Stateless and thread-safe.
/// </summary>
internal static class GgufRules
{
    // Keeps every size in bytes within a long.
    private const long MaxElements = 1L << 48;

    public static string? FindKeyFault(string key)
    {
        if (string.IsNullOrWhiteSpace(key))
        {
            return "is blank; a key has at least one visible character";
        }

        return Ascii.IsValid(key) && key.Length <= GgufFormat.MaxKeyLength
            ? null
            : $"must be ASCII and at most {GgufFormat.MaxKeyLength} characters long";
    }

    public static string? FindTensorNameFault(string name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return "has a blank name; a name has at least one visible character";
        }

        return Encoding.UTF8.GetByteCount(name) > GgufFormat.MaxTensorNameLength
            ? $"has a name longer than {GgufFormat.MaxTensorNameLength} bytes"
            : null;
    }

    public static string? FindAlignmentFault(long alignment) =>
        alignment is >= GgufFormat.MinAlignment and <= GgufFormat.MaxAlignment && BitOperations.IsPow2(alignment)
            ? null
            : $"must be a power of two from {GgufFormat.MinAlignment} to {GgufFormat.MaxAlignment} bytes";

    public static string? FindDimensionsFault(long count) => count is >= 1 and <= GgufFormat.MaxDimensions
        ? null
        : $"has {count} dimensions; 1 to {GgufFormat.MaxDimensions} are possible";

    /// <param name="type">A type of the enumeration.</param>
    /// <param name="shape">Lengths, the fastest-running first.</param>
    public static string? FindShapeFault(GgufTensorType type, ReadOnlySpan<long> shape)
    {
        if (FindDimensionsFault(shape.Length) is { } fault)
        {
            return fault;
        }

        long elements = 1;
        foreach (long length in shape)
        {
            if (length < 1 || length > MaxElements / elements)
            {
                return $"has a dimension of {length}; 1 is the least, {MaxElements} numbers in all the most";
            }

            elements *= length;
        }

        int block = GgufTensorEncoding.BlockLength(type);
        return shape[0] % block == 0 ? null : $"has rows of {shape[0]} numbers; {type} stores multiples of {block}";
    }
}
