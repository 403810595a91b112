using LightThinker.Training.Decoders;

namespace LightThinker.Training.HuggingFace;

/// <summary>What this program's parameters are called in a Hugging Face folder. Stateless and thread-safe.</summary>
internal static class HuggingFaceNames
{
    /// <returns>The tensors that the parameter consists of, row after row.</returns>
    public static IEnumerable<(string Name, long[] Shape)> Of(string parameter, DecoderShape shape)
    {
        long width = shape.Width;
        long feed = shape.FeedForward;
        string[] parts = parameter.Split('.');
        string layer = parts.Length > 2 ? $"model.layers.{parts[1]}." : "";
        string last = parts[^1];
        return (parts.Length > 2 ? parts[2] : parts[0]) switch
        {
            "token_embd" => [("model.embed_tokens.weight", [shape.Vocabulary, width])],
            "output" => [("lm_head.weight", [shape.Vocabulary, width])],
            "output_norm" => [("model.norm.weight", [width])],
            "attn_norm" => [(layer + "input_layernorm.weight", [width])],
            "ffn_norm" => [(layer + "post_attention_layernorm.weight", [width])],
            "attn_qkv" =>
            [
                (layer + "self_attn.q_proj." + last, Matrix(width)),
                (layer + "self_attn.k_proj." + last, Matrix(shape.KvWidth)),
                (layer + "self_attn.v_proj." + last, Matrix(shape.KvWidth)),
            ],
            "attn_output" => [(layer + "self_attn.o_proj.weight", [width, width])],
            "ffn_gate_up" => [(layer + "mlp.gate_proj.weight", [feed, width]), (layer + "mlp.up_proj.weight", [feed, width])],
            "ffn_down" => [(layer + "mlp.down_proj.weight", [width, feed])],
            var other => throw new ArgumentException($"'{other}' has no name there.", nameof(parameter)),
        };

        long[] Matrix(long rows) => last == "bias" ? [rows] : [rows, width];
    }
}
