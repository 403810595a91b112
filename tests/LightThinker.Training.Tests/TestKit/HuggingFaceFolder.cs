using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LightThinker.Training.Decoders;
using LightThinker.Training.HuggingFace;
using static TorchSharp.torch;

namespace LightThinker.Training.Tests.TestKit;

/// <summary>
/// Writes a tiny model folder of the form that the public checkpoints have: their own weights cannot be had in a test. One test.
/// </summary>
internal static class HuggingFaceFolder
{
    /// <summary>Tokens that the folder's tokenizer has: all but LightThinker's, as the published Qwen checkpoint's.</summary>
    public static int TokenCount => SmallModel.Vocabulary.FirstSpecial + 3;

    /// <param name="folder">Where to write.</param>
    /// <param name="architecture">llama or qwen2.</param>
    /// <param name="type">F32, F16 or BF16.</param>
    /// <param name="padding">Rows of the embedding beyond the tokens.</param>
    /// <returns>The weights written, with a row for each token and each row of padding.</returns>
    public static DecoderWeights Write(string folder, string architecture, string type, int padding)
    {
        var shape = SmallModel.Describe(architecture).Shape with
        {
            Vocabulary = TokenCount + padding,
            TiedEmbeddings = architecture == "qwen2",
        };
        var weights = DecoderWeights.FromScratch(shape, seed: 6);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        weights.Flat.add_(randn_like(weights.Flat) * 0.05);
        weights.Flat.copy_(weights.Flat.to(type == "BF16" ? ScalarType.BFloat16 : ScalarType.Float16).to(ScalarType.Float32));

        File.WriteAllText(Path.Combine(folder, "config.json"), Config(shape).ToJsonString());
        File.WriteAllText(Path.Combine(folder, "tokenizer.json"), Tokenizer().ToJsonString());
        File.WriteAllBytes(Path.Combine(folder, "model.safetensors"), Tensors(weights, type));
        return weights;
    }

    public static JsonObject Config(DecoderShape shape) => new()
    {
        ["model_type"] = shape.Architecture,
        ["hidden_size"] = shape.Width,
        ["num_hidden_layers"] = shape.Layers,
        ["num_attention_heads"] = shape.Heads,
        ["num_key_value_heads"] = shape.KvHeads,
        ["intermediate_size"] = shape.FeedForward,
        ["max_position_embeddings"] = shape.Context,
        ["vocab_size"] = shape.Vocabulary,
        ["rope_theta"] = shape.RopeBase,
        ["rms_norm_eps"] = shape.NormEpsilon,
        ["tie_word_embeddings"] = shape.TiedEmbeddings,
        ["rope_scaling"] = null,
    };

    private static JsonObject Tokenizer() => new()
    {
        ["added_tokens"] = new JsonArray([.. Enumerable.Range(SmallModel.Vocabulary.FirstSpecial, 3).Select(id =>
            new JsonObject { ["id"] = id, ["content"] = SmallModel.Vocabulary.Tokens[id], ["special"] = true })]),
        ["model"] = new JsonObject
        {
            ["type"] = "BPE",
            ["vocab"] = new JsonObject(SmallModel.Vocabulary.Tokens.Take(SmallModel.Vocabulary.FirstSpecial)
                .Select((token, id) => KeyValuePair.Create(token, (JsonNode?)id))),
            ["merges"] = new JsonArray([.. SmallModel.Vocabulary.Merges.Select(merge =>
                new JsonArray([.. merge.Split(' ').Select(half => (JsonNode)half)]))]),
        },
    };

    private static byte[] Tensors(DecoderWeights weights, string type)
    {
        var header = new JsonObject { ["__metadata__"] = new JsonObject { ["format"] = "pt" } };
        using var data = new MemoryStream();
        foreach (var parameter in weights.Parameters.All)
        {
            long row = 0;
            foreach (var (name, shape) in HuggingFaceNames.Of(parameter.Name, weights.Shape))
            {
                float[] values = weights.View(parameter).narrow(0, row, shape[0]).contiguous().data<float>().ToArray();
                row += shape[0];
                long start = data.Position;
                data.Write(Encode(values, type));
                header[name] = new JsonObject
                {
                    ["dtype"] = type,
                    ["shape"] = new JsonArray([.. shape.Select(length => (JsonNode)length)]),
                    ["data_offsets"] = new JsonArray(start, data.Position),
                };
            }
        }

        byte[] text = Encoding.UTF8.GetBytes(header.ToJsonString(new JsonSerializerOptions { WriteIndented = false }));
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        return [.. length, .. text, .. data.ToArray()];
    }

    private static byte[] Encode(float[] values, string type) => type switch
    {
        "F32" => [.. values.SelectMany(BitConverter.GetBytes)],
        "F16" => [.. values.SelectMany(value => BitConverter.GetBytes((Half)value))],
        _ => [.. values.SelectMany(value => BitConverter.GetBytes((ushort)(BitConverter.SingleToUInt32Bits(value) >> 16)))],
    };
}
