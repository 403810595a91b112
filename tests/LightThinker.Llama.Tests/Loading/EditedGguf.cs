using LightThinker.Gguf;
using LightThinker.Gguf.Reading;
using LightThinker.Gguf.Writing;

namespace LightThinker.Llama.Tests.Loading;

/// <summary>Copies of a model with other metadata or a part of the tensors. Stateless and thread-safe.</summary>
internal static class EditedGguf
{
    /// <summary>Copies all of a model but for the values of some keys.</summary>
    /// <param name="source">The model.</param>
    /// <param name="path">The copy.</param>
    /// <param name="edits">Keys and what makes the new value of the old one.</param>
    public static void Write(string source, string path, params (string Key, Func<GgufValue, GgufValue> Edit)[] edits)
    {
        using GgufReader reader = GgufReader.Open(source);
        Assert.All(edits, edit => Assert.True(reader.Metadata.Contains(edit.Key), edit.Key));
        var keys = reader.Metadata.Entries.Select(entry =>
            edits.FirstOrDefault(edit => edit.Key == entry.Key).Edit is { } change
                ? KeyValuePair.Create(entry.Key, change(entry.Value))
                : entry);
        Write(reader, path, keys, reader.Tensors);
    }

    /// <summary>Copies all of a model and adds keys that it does not have.</summary>
    public static void Extend(string source, string path, params (string Key, GgufValue Value)[] additions)
    {
        using GgufReader reader = GgufReader.Open(source);
        Write(
            reader,
            path,
            [.. reader.Metadata.Entries, .. additions.Select(pair => KeyValuePair.Create(pair.Key, pair.Value))],
            reader.Tensors);
    }

    /// <summary>Cuts a model in two parts as llama.cpp's own tool does: metadata and the first tensors, then the others.</summary>
    /// <returns>The path of the first part.</returns>
    public static string Split(string source, string folder)
    {
        using GgufReader reader = GgufReader.Open(source);
        string first = Path.Combine(folder, "model-00001-of-00002.gguf");
        int half = reader.Tensors.Count / 2;
        Write(reader, first, [.. reader.Metadata.Entries, .. Part(0)], reader.Tensors.Take(half));
        Write(reader, Path.Combine(folder, "model-00002-of-00002.gguf"), Part(1), reader.Tensors.Skip(half));
        return first;

        IEnumerable<KeyValuePair<string, GgufValue>> Part(ushort number) =>
        [
            KeyValuePair.Create("split.no", GgufValue.UInt16(number)),
            KeyValuePair.Create("split.count", GgufValue.UInt16(2)),
            KeyValuePair.Create("split.tensors.count", GgufValue.Int32(reader.Tensors.Count)),
        ];
    }

    private static void Write(
        GgufReader reader,
        string path,
        IEnumerable<KeyValuePair<string, GgufValue>> keys,
        IEnumerable<GgufTensorInfo> tensors)
    {
        var header = new GgufHeader(reader.Alignment);
        foreach (var (key, value) in keys)
        {
            header.Add(key, value);
        }

        GgufTensorInfo[] chosen = [.. tensors];
        foreach (GgufTensorInfo tensor in chosen)
        {
            header.AddTensor(tensor.Name, tensor.Type, [.. tensor.Shape]);
        }

        using FileStream file = File.Create(path);
        GgufWriter writer = GgufWriter.Start(file, header);
        foreach (GgufTensorInfo tensor in chosen)
        {
            byte[] bytes = new byte[tensor.ByteCount];
            reader.OpenTensor(tensor.Name).ReadEncoded(bytes);
            writer.WriteTensor(tensor.Name, sink => sink.WriteEncoded(bytes));
        }

        writer.Finish();
    }
}
