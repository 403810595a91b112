using LightThinker.Engine.Decoding;
using LightThinker.TestKit.Models;

namespace LightThinker.TestKit.Reference;

/// <summary>
/// A generated model's forward pass in plain float32 loops: all tokens at once, no cache, attention by an explicit mask. It
/// shares nothing with the engine or the runtime, so agreement means something. Immutable and thread-safe.
/// </summary>
public sealed class ReferenceTransformer
{
    private readonly ModelShape _shape;
    private readonly ReferenceMatrix _embeddings;
    private readonly ReferenceLayer[] _layers;
    private readonly float[] _outputNorm;
    private readonly ReferenceMatrix _output;
    private readonly RotaryEmbedding _rotary;

    /// <param name="model">Its matrices are F32 or F16; agreement with a runtime is tight for F32 only.</param>
    /// <exception cref="NotSupportedException">The model's matrices are stored as <c>Q8</c>.</exception>
    public ReferenceTransformer(GeneratedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _shape = model.Shape;
        _embeddings = new(model.GetWeights("token_embd.weight"), _shape.Width);
        _layers = [.. Enumerable.Range(0, _shape.Layers).Select(i => new ReferenceLayer(model, i))];
        _outputNorm = model.GetWeights("output_norm.weight");
        _output = _shape.TiedEmbeddings ? _embeddings : new(model.GetWeights("output.weight"), _shape.Width);
        _rotary = new RotaryEmbedding(_shape);
    }

    /// <summary>The logits of every row, one per vocabulary entry.</summary>
    /// <param name="tokens">At positions that count up by one.</param>
    /// <param name="mask">As long as <paramref name="tokens"/>.</param>
    /// <param name="firstPosition">The first token's position, at least 0.</param>
    /// <exception cref="ArgumentException">The mask has another length.</exception>
    public float[][] Evaluate(IReadOnlyList<Token> tokens, VisibilityMask mask, int firstPosition = 0) =>
        [.. Embed(tokens, mask, firstPosition).Select(row => _output.Multiply(row))];

    /// <summary>Every row's vector after the last normalisation, from which its logits are made.</summary>
    /// <param name="tokens">At positions that count up by one.</param>
    /// <param name="mask">As long as <paramref name="tokens"/>.</param>
    /// <param name="firstPosition">The first token's position, at least 0.</param>
    /// <exception cref="ArgumentException">The mask has another length.</exception>
    public float[][] Embed(IReadOnlyList<Token> tokens, VisibilityMask mask, int firstPosition = 0)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(mask);
        if (mask.Length != tokens.Count)
        {
            throw new ArgumentException($"The mask is for {mask.Length} tokens, not {tokens.Count}.", nameof(mask));
        }

        float[][] hidden = [.. tokens.Select(token => _embeddings.Row(token.Id).ToArray())];
        foreach (ReferenceLayer layer in _layers)
        {
            AddAttention(layer, hidden, mask, firstPosition);
            AddFeedForward(layer, hidden);
        }

        return [.. hidden.Select(row => Normalize(row, _outputNorm))];
    }

    private void AddAttention(ReferenceLayer layer, float[][] hidden, VisibilityMask mask, int firstPosition)
    {
        float[][] normed = [.. hidden.Select(row => Normalize(row, layer.AttentionNorm))];
        float[][] queries = [.. normed.Select(row => Project(row, layer.Query, layer.QueryBias))];
        float[][] keys = [.. normed.Select(row => Project(row, layer.Key, layer.KeyBias))];
        float[][] values = [.. normed.Select(row => Project(row, layer.Value, layer.ValueBias))];
        for (int row = 0; row < hidden.Length; row++)
        {
            _rotary.Rotate(queries[row], firstPosition + row);
            _rotary.Rotate(keys[row], firstPosition + row);
        }

        for (int row = 0; row < hidden.Length; row++)
        {
            int[] visible = [.. Enumerable.Range(0, row + 1).Where(key => mask.Allows(row, key))];
            Add(hidden[row], layer.Output.Multiply(Attend(queries[row], keys, values, visible)));
        }
    }

    private float[] Attend(float[] query, float[][] keys, float[][] values, int[] visible)
    {
        int width = _shape.HeadWidth;
        int headsPerKv = _shape.Heads / _shape.KvHeads;
        float scale = 1 / MathF.Sqrt(width);
        var result = new float[_shape.Width];
        var weights = new float[visible.Length];
        for (int head = 0; head < _shape.Heads; head++)
        {
            ReadOnlySpan<float> headQuery = query.AsSpan(head * width, width);
            int kvStart = head / headsPerKv * width;
            for (int i = 0; i < visible.Length; i++)
            {
                weights[i] = scale * ReferenceMatrix.Dot(headQuery, keys[visible[i]].AsSpan(kvStart, width));
            }

            Softmax(weights);
            Span<float> headResult = result.AsSpan(head * width, width);
            for (int i = 0; i < visible.Length; i++)
            {
                ReadOnlySpan<float> value = values[visible[i]].AsSpan(kvStart, width);
                for (int j = 0; j < width; j++)
                {
                    headResult[j] += weights[i] * value[j];
                }
            }
        }

        return result;
    }

    private void AddFeedForward(ReferenceLayer layer, float[][] hidden)
    {
        foreach (float[] row in hidden)
        {
            float[] normed = Normalize(row, layer.FeedForwardNorm);
            float[] gate = layer.Gate.Multiply(normed);
            float[] up = layer.Up.Multiply(normed);
            for (int i = 0; i < gate.Length; i++)
            {
                float silu = gate[i] / (1 + MathF.Exp(-gate[i]));
                up[i] *= silu;
            }

            Add(row, layer.Down.Multiply(up));
        }
    }

    // Root mean square normalisation.
    private float[] Normalize(float[] row, float[] weights)
    {
        float meanSquare = ReferenceMatrix.Dot(row, row) / row.Length;
        float scale = 1 / MathF.Sqrt(meanSquare + _shape.NormEpsilon);
        return [.. row.Select((number, i) => number * scale * weights[i])];
    }

    private static float[] Project(float[] row, ReferenceMatrix matrix, float[] bias)
    {
        float[] projected = matrix.Multiply(row);
        if (bias.Length > 0)
        {
            Add(projected, bias);
        }

        return projected;
    }

    private static void Softmax(float[] scores)
    {
        float largest = scores.Max();
        float sum = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = MathF.Exp(scores[i] - largest);
            sum += scores[i];
        }

        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] /= sum;
        }
    }

    private static void Add(float[] target, float[] addend)
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] += addend[i];
        }
    }
}
