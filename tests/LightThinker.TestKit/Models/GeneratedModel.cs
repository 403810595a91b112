using LightThinker.Engine.Decoding;
using LightThinker.Gguf;
using LightThinker.Gguf.Writing;

namespace LightThinker.TestKit.Models;

/// <summary>
/// A LightThinker model with random weights, a function of its shape and seed alone. Immutable and thread-safe. It writes
/// nonsense, but sampled at temperature 1 it ends thoughts often and its turn hardly ever.
/// </summary>
public sealed class GeneratedModel
{
    // A larger row makes a token's logit swing further, so that it wins more often. A small one holds it near 0, where it
    // is hardly ever drawn among so many that are higher.
    private const float SplitFactor = 2;
    private const float EndFactor = 0.1f;

    private const int FileBufferSize = 1 << 20;

    private readonly WeightNoise _noise;
    private readonly IReadOnlyList<ModelTensor> _tensors;
    private readonly string _name;

    private GeneratedModel(ModelShape shape, ulong seed)
    {
        Shape = shape;
        Vocabulary = new ModelVocabulary(shape.VocabularySize, shape.CacheTokens);
        _name = $"Generated {shape.Architecture} {seed}";
        _noise = new WeightNoise(seed);
        _tensors = ModelTensorList.Create(shape, new Dictionary<Token, float>
        {
            [Vocabulary.Split] = SplitFactor,
            [Vocabulary.TurnEnd] = EndFactor,
            [Vocabulary.EndOfText] = EndFactor,
        });
    }

    public ModelShape Shape { get; }

    public ModelVocabulary Vocabulary { get; }

    /// <param name="shape">Sizes and settings.</param>
    /// <param name="seed">How willing a model is to end a thought varies with it; at the default it is 5 to 8 %.</param>
    /// <exception cref="ArgumentException">The shape's sizes do not fit together.</exception>
    public static GeneratedModel Create(ModelShape shape, ulong seed = 2)
    {
        ArgumentNullException.ThrowIfNull(shape);
        shape.Validate();
        return new GeneratedModel(shape, seed);
    }

    /// <summary>Writes the model as a GGUF file, replacing what is there.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void WriteTo(string path)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, FileBufferSize);
        WriteTo(stream);
    }

    /// <summary>Writes the model as a GGUF file, a row at a time.</summary>
    /// <exception cref="IOException">The stream failed.</exception>
    public void WriteTo(Stream stream)
    {
        var header = new GgufHeader();
        ModelMetadata.AddTo(header, Shape, Vocabulary, _name);
        foreach (ModelTensor tensor in _tensors)
        {
            header.AddTensor(tensor.Name, tensor.Type, tensor.IsVector ? [tensor.Columns] : [tensor.Columns, tensor.Rows]);
        }

        GgufWriter writer = GgufWriter.Start(stream, header);
        foreach (ModelTensor tensor in _tensors)
        {
            writer.WriteTensor(tensor.Name, sink => WriteRows(tensor, sink));
        }

        writer.Finish();
    }

    /// <summary>A tensor's numbers, row by row, exactly as a reader of the file gets them.</summary>
    /// <param name="name">As in the file, for example <c>blk.0.attn_q.weight</c>.</param>
    /// <exception cref="KeyNotFoundException">The model has no such tensor.</exception>
    /// <exception cref="NotSupportedException">The tensor is stored as <c>Q8</c>.</exception>
    public float[] GetWeights(string name)
    {
        ModelTensor tensor = _tensors.FirstOrDefault(tensor => tensor.Name == name)
            ?? throw new KeyNotFoundException($"The model has no tensor '{name}'.");
        if (tensor.Type == GgufTensorType.Q8)
        {
            throw new NotSupportedException($"Tensor '{name}' is stored as Q8; generate the model as F32 or F16.");
        }

        var weights = new float[checked(tensor.Columns * tensor.Rows)];
        for (int row = 0; row < tensor.Rows; row++)
        {
            tensor.FillRow(_noise, row, weights.AsSpan(row * tensor.Columns, tensor.Columns));
        }

        if (tensor.Type == GgufTensorType.F16)
        {
            for (int i = 0; i < weights.Length; i++)
            {
                weights[i] = (float)(Half)weights[i];
            }
        }

        return weights;
    }

    private void WriteRows(ModelTensor tensor, GgufTensorSink sink)
    {
        var row = new float[tensor.Columns];
        for (int i = 0; i < tensor.Rows; i++)
        {
            tensor.FillRow(_noise, i, row);
            sink.Write(row);
        }
    }
}
