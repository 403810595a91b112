namespace LightThinker.Gguf.Reading;

/// <summary>A header that has been read and checked against its file's length. Immutable.</summary>
/// <param name="Metadata">Key and value, in file order.</param>
/// <param name="Tensors">By name, in file order, which is also the order of their data.</param>
/// <param name="Alignment">In bytes.</param>
/// <param name="DataStart">Where offset 0 of the tensors lies, in bytes from the start of the file.</param>
internal sealed record DecodedHeader(
    OrderedDictionary<string, GgufValue> Metadata,
    OrderedDictionary<string, GgufTensorInfo> Tensors,
    int Alignment,
    long DataStart);
