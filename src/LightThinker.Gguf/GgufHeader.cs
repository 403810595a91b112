namespace LightThinker.Gguf;

/// <summary>
/// What stands before a GGUF file's data: metadata and the list of tensors, in file order. Not thread-safe while it is
/// being filled.
/// </summary>
public sealed class GgufHeader
{
    private readonly List<KeyValuePair<string, GgufValue>> _metadata = [];
    private readonly List<GgufTensorInfo> _tensors = [];
    private readonly HashSet<string> _keys = [GgufFormat.AlignmentKey];
    private readonly HashSet<string> _tensorNames = [];
    private long _dataLength;

    /// <param name="alignment">Bytes that every tensor starts at a multiple of: a power of two from 8 to 2³⁰.</param>
    /// <exception cref="ArgumentOutOfRangeException">The alignment is none of these.</exception>
    public GgufHeader(int alignment = GgufFormat.DefaultAlignment)
    {
        if (GgufRules.FindAlignmentFault(alignment) is { } fault)
        {
            throw new ArgumentOutOfRangeException(nameof(alignment), alignment, $"The alignment {fault}.");
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
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        if (GgufRules.FindKeyFault(key) is { } fault)
        {
            throw new ArgumentException($"Metadata key '{key}' {fault}.", nameof(key));
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
        ArgumentNullException.ThrowIfNull(name);
        if ((GgufRules.FindTensorNameFault(name) ?? GgufRules.FindShapeFault(type, shape)) is { } fault)
        {
            throw new ArgumentException($"Tensor '{name}' {fault}.");
        }

        if (!_tensorNames.Add(name))
        {
            throw new ArgumentException($"Tensor '{name}' is already there; each name may be added once.", nameof(name));
        }

        var tensor = new GgufTensorInfo(name, type, shape.ToArray(), _dataLength);
        _dataLength = GgufFormat.Align(checked(tensor.Offset + tensor.ByteCount), Alignment);
        _tensors.Add(tensor);
        return tensor;
    }
}
