using System.Numerics;
using System.Text;

namespace LightThinker.Gguf;

/// <summary>
/// What stands before a GGUF file's data: metadata and the list of tensors, in file order. Not thread-safe while it is
/// being filled.
/// </summary>
public sealed class GgufHeader
{
    // Keeps every size in bytes within a long.
    private const long MaxElements = 1L << 48;

    private readonly List<KeyValuePair<string, GgufValue>> _metadata = [];
    private readonly List<GgufTensorInfo> _tensors = [];
    private readonly HashSet<string> _keys = [GgufFormat.AlignmentKey];
    private readonly HashSet<string> _tensorNames = [];
    private long _dataLength;

    /// <param name="alignment">Bytes that every tensor starts at a multiple of: a power of two, at least 8.</param>
    /// <exception cref="ArgumentOutOfRangeException">The alignment is none of these.</exception>
    public GgufHeader(int alignment = GgufFormat.DefaultAlignment)
    {
        if (alignment < 8 || !BitOperations.IsPow2(alignment))
        {
            throw new ArgumentOutOfRangeException(
                nameof(alignment), alignment, "The alignment must be a power of two and at least 8 bytes.");
        }

        Alignment = alignment;
        if (alignment != GgufFormat.DefaultAlignment)
        {
            _metadata.Add(new(GgufFormat.AlignmentKey, GgufValue.UInt32((uint)alignment)));
        }
    }

    /// <summary>In bytes; a file whose alignment is not 32 states it as <c>general.alignment</c>.</summary>
    public int Alignment { get; }

    public IReadOnlyList<KeyValuePair<string, GgufValue>> Metadata => _metadata;

    public IReadOnlyList<GgufTensorInfo> Tensors => _tensors;

    /// <summary>Appends a metadata value.</summary>
    /// <param name="key">ASCII, 1 to 65,535 characters; <c>general.alignment</c> belongs to <see cref="Alignment"/>.</param>
    /// <param name="value">The value with its type.</param>
    /// <exception cref="ArgumentException">The key is malformed or already there.</exception>
    public void Add(string key, GgufValue value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        ArgumentNullException.ThrowIfNull(value);
        if (!Ascii.IsValid(key) || key.Length > GgufFormat.MaxKeyLength)
        {
            throw new ArgumentException(
                $"Metadata key '{key}' must be ASCII and at most {GgufFormat.MaxKeyLength} characters long.", nameof(key));
        }

        if (!_keys.Add(key))
        {
            throw new ArgumentException(
                key == GgufFormat.AlignmentKey
                    ? $"'{key}' is written from the header's alignment; pass it to the constructor instead."
                    : $"Metadata key '{key}' is already there; each key may be added once.",
                nameof(key));
        }

        _metadata.Add(new(key, value));
    }

    /// <summary>Declares a tensor; its data is written later, in the order of declaration.</summary>
    /// <param name="name">1 to 63 bytes of UTF-8.</param>
    /// <param name="type">How the data is stored.</param>
    /// <param name="shape">
    /// 1 to 4 lengths of at least 1, the fastest-running first; the first is a multiple of 32 for <c>Q8</c>.
    /// </param>
    /// <exception cref="ArgumentException">The name is malformed or already there, or the shape is impossible.</exception>
    public GgufTensorInfo AddTensor(string name, GgufTensorType type, params ReadOnlySpan<long> shape)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (Encoding.UTF8.GetByteCount(name) > GgufFormat.MaxTensorNameLength)
        {
            throw new ArgumentException(
                $"Tensor name '{name}' is longer than {GgufFormat.MaxTensorNameLength} bytes.", nameof(name));
        }

        RequireShape(name, type, shape);
        if (!_tensorNames.Add(name))
        {
            throw new ArgumentException($"Tensor '{name}' is already there; each name may be added once.", nameof(name));
        }

        var tensor = new GgufTensorInfo(name, type, shape.ToArray(), _dataLength);
        _dataLength = GgufFormat.Align(checked(tensor.Offset + tensor.ByteCount), Alignment);
        _tensors.Add(tensor);
        return tensor;
    }

    private static void RequireShape(string name, GgufTensorType type, ReadOnlySpan<long> shape)
    {
        if (shape.Length is 0 or > GgufFormat.MaxDimensions)
        {
            throw new ArgumentException(
                $"Tensor '{name}' has {shape.Length} dimensions; 1 to {GgufFormat.MaxDimensions} are possible.",
                nameof(shape));
        }

        long elements = 1;
        foreach (long length in shape)
        {
            if (length < 1 || length > MaxElements / elements)
            {
                throw new ArgumentException(
                    $"Tensor '{name}' has a dimension of {length}; 1 is the least, {MaxElements} numbers in all the most.",
                    nameof(shape));
            }

            elements *= length;
        }

        int block = GgufTensorEncoding.BlockLength(type);
        if (shape[0] % block != 0)
        {
            throw new ArgumentException(
                $"Tensor '{name}' has rows of {shape[0]} numbers; {type} stores multiples of {block}.", nameof(shape));
        }
    }
}
