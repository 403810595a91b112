using LightThinker.TestKit.Models;

namespace LightThinker.TestKit.Reference;

/// <summary>One layer's weights, straight from the generator. Immutable.</summary>
internal sealed class ReferenceLayer
{
    public ReferenceLayer(GeneratedModel model, int index)
    {
        ModelShape shape = model.Shape;
        string prefix = $"blk.{index}.";
        AttentionNorm = model.GetWeights(prefix + "attn_norm.weight");
        Query = new(model.GetWeights(prefix + "attn_q.weight"), shape.Width);
        Key = new(model.GetWeights(prefix + "attn_k.weight"), shape.Width);
        Value = new(model.GetWeights(prefix + "attn_v.weight"), shape.Width);
        Output = new(model.GetWeights(prefix + "attn_output.weight"), shape.Width);
        if (shape.Architecture == ModelArchitecture.Qwen2)
        {
            QueryBias = model.GetWeights(prefix + "attn_q.bias");
            KeyBias = model.GetWeights(prefix + "attn_k.bias");
            ValueBias = model.GetWeights(prefix + "attn_v.bias");
        }

        FeedForwardNorm = model.GetWeights(prefix + "ffn_norm.weight");
        Gate = new(model.GetWeights(prefix + "ffn_gate.weight"), shape.Width);
        Up = new(model.GetWeights(prefix + "ffn_up.weight"), shape.Width);
        Down = new(model.GetWeights(prefix + "ffn_down.weight"), shape.FeedForwardWidth);
    }

    public float[] AttentionNorm { get; }

    public ReferenceMatrix Query { get; }

    public ReferenceMatrix Key { get; }

    public ReferenceMatrix Value { get; }

    public ReferenceMatrix Output { get; }

    /// <summary>Empty where the architecture has none, as are the two below.</summary>
    public float[] QueryBias { get; } = [];

    public float[] KeyBias { get; } = [];

    public float[] ValueBias { get; } = [];

    public float[] FeedForwardNorm { get; }

    public ReferenceMatrix Gate { get; }

    public ReferenceMatrix Up { get; }

    public ReferenceMatrix Down { get; }
}
