using LightThinker.Engine.Decoding;
using LightThinker.Gguf;

namespace LightThinker.TestKit.Models;

/// <summary>The tensors of an architecture with their scales, in file order. Not thread-safe; used once.</summary>
internal sealed class ModelTensorList
{
    // Deviation of the logits, so that a softmax over them is neither flat nor one-hot.
    private const float LogitSpread = 3;

    // Above 1 sharpens attention, so that it shows in the logits which keys a query sees.
    private const float QueryKeyGain = 1.5f;

    private readonly ModelShape _shape;
    private readonly List<ModelTensor> _tensors = [];
    private long _noiseStart;

    private ModelTensorList(ModelShape shape) => _shape = shape;

    public static IReadOnlyList<ModelTensor> Create(ModelShape shape, IReadOnlyDictionary<Token, float> logitFactors)
    {
        var list = new ModelTensorList(shape);
        float embeddingSpread = LogitSpread / MathF.Sqrt(shape.Width);
        list.AddMatrix("token_embd.weight", shape.Width, shape.VocabularySize, embeddingSpread);
        if (shape.TiedEmbeddings)
        {
            list.ScaleLastRows(logitFactors);
        }

        for (int layer = 0; layer < shape.Layers; layer++)
        {
            list.AddLayer($"blk.{layer}.");
        }

        list.AddNorm("output_norm.weight");
        if (!shape.TiedEmbeddings)
        {
            list.AddMatrix("output.weight", shape.Width, shape.VocabularySize, embeddingSpread);
            list.ScaleLastRows(logitFactors);
        }

        return list._tensors;
    }

    private void AddLayer(string prefix)
    {
        int width = _shape.Width;
        int kvWidth = _shape.KvHeads * _shape.HeadWidth;
        int inner = _shape.FeedForwardWidth;
        float keep = 1 / MathF.Sqrt(width);

        AddNorm(prefix + "attn_norm.weight");
        AddProjection(prefix + "attn_q", width, QueryKeyGain * keep);
        AddProjection(prefix + "attn_k", kvWidth, QueryKeyGain * keep);
        AddProjection(prefix + "attn_v", kvWidth, keep);
        AddMatrix(prefix + "attn_output.weight", width, width, keep);
        AddNorm(prefix + "ffn_norm.weight");
        AddMatrix(prefix + "ffn_gate.weight", width, inner, keep);
        AddMatrix(prefix + "ffn_up.weight", width, inner, keep);
        AddMatrix(prefix + "ffn_down.weight", inner, width, 1 / MathF.Sqrt(inner));
    }

    private void AddProjection(string name, int outputs, float deviation)
    {
        AddMatrix(name + ".weight", _shape.Width, outputs, deviation);
        if (_shape.Architecture == ModelArchitecture.Qwen2)
        {
            AddVector(name + ".bias", outputs, mean: 0, deviation: 0.15f);
        }
    }

    private void AddNorm(string name) => AddVector(name, _shape.Width, mean: 1, deviation: 0.1f);

    private void AddVector(string name, int length, float mean, float deviation)
    {
        _tensors.Add(new(name, GgufTensorType.F32, length, 1, mean, deviation, _noiseStart) { IsVector = true });
        _noiseStart += length;
    }

    private void AddMatrix(string name, int columns, int rows, float deviation)
    {
        _tensors.Add(new(name, _shape.WeightType, columns, rows, Mean: 0, deviation, _noiseStart));
        _noiseStart += (long)columns * rows;
    }

    private void ScaleLastRows(IReadOnlyDictionary<Token, float> factors) =>
        _tensors[^1] = _tensors[^1] with { RowFactors = factors };
}
