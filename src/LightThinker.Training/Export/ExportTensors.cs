using LightThinker.Training.Decoders;
using static TorchSharp.torch;

namespace LightThinker.Training.Export;

/// <summary>Takes the trained tensors apart into those that llama.cpp loads. Stateless and thread-safe.</summary>
internal static class ExportTensors
{
    public static IEnumerable<ExportTensor> Of(DecoderWeights weights)
    {
        var shape = weights.Shape;
        foreach (var parameter in weights.Parameters.All)
        {
            using var scope = NewDisposeScope();
            using var noGradient = no_grad();
            foreach (var (name, part) in Parts(shape, parameter.Name, weights.View(parameter)))
            {
                long[] lengths = [.. part.shape.Reverse()];
                yield return new ExportTensor(name, lengths, part.contiguous().data<float>().ToArray());
            }
        }
    }

    private static IEnumerable<(string Name, Tensor Part)> Parts(DecoderShape shape, string name, Tensor tensor)
    {
        if (name.Contains("attn_qkv", StringComparison.Ordinal))
        {
            var parts = tensor.split([shape.Width, shape.KvWidth, shape.KvWidth]);
            yield return (Renamed(name, "attn_qkv", "attn_q"), Interleave(shape, parts[0]));
            yield return (Renamed(name, "attn_qkv", "attn_k"), Interleave(shape, parts[1]));
            yield return (Renamed(name, "attn_qkv", "attn_v"), parts[2]);
        }
        else if (name.Contains("ffn_gate_up", StringComparison.Ordinal))
        {
            var parts = tensor.split([shape.FeedForward, shape.FeedForward]);
            yield return (Renamed(name, "ffn_gate_up", "ffn_gate"), parts[0]);
            yield return (Renamed(name, "ffn_gate_up", "ffn_up"), parts[1]);
        }
        else
        {
            yield return (name, tensor);
        }
    }

    // RoPE turns the halves of a head as pairs here; for arch llama, llama.cpp turns neighbours.
    private static Tensor Interleave(DecoderShape shape, Tensor rows)
    {
        if (shape.Architecture != "llama")
        {
            return rows;
        }

        long heads = rows.shape[0] / shape.HeadWidth;
        return rows.view(heads, 2, shape.HeadWidth / 2, -1).transpose(1, 2).reshape(rows.shape);
    }

    private static string Renamed(string name, string from, string to) => name.Replace(from, to, StringComparison.Ordinal);
}
