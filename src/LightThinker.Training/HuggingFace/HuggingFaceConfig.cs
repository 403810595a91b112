using System.Text.Json;
using System.Text.Json.Nodes;
using LightThinker.Training.Decoders;

namespace LightThinker.Training.HuggingFace;

/// <summary>Reads a model folder's <c>config.json</c>. Thread-safe.</summary>
internal static class HuggingFaceConfig
{
    /// <param name="path">The file.</param>
    /// <param name="vocabulary">Tokens, those that are added included.</param>
    /// <param name="longest">Cuts the context, in tokens.</param>
    /// <returns>The model's sizes, and how many rows the file's own embedding has.</returns>
    /// <exception cref="InvalidDataException">A field is missing or describes a model of another kind.</exception>
    public static (DecoderShape Shape, int Rows) Read(string path, int vocabulary, int longest)
    {
        JsonNode json;
        try
        {
            json = JsonNode.Parse(File.ReadAllText(path)) ?? throw new InvalidDataException($"{path} is empty.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path} is not JSON: {error.Message}", error);
        }

        string type = json["model_type"]?.GetValue<string>() ?? "";
        if (json["rope_scaling"] is not null)
        {
            throw new InvalidDataException($"{path}: 'rope_scaling' is set; models with scaled RoPE cannot be tuned here.");
        }

        int heads = Number("num_attention_heads");
        int width = Number("hidden_size");
        if (json["head_dim"] is { } headWidth && headWidth.GetValue<int>() * heads != width)
        {
            throw new InvalidDataException($"{path}: 'head_dim' is not hidden_size / num_attention_heads.");
        }

        var shape = new DecoderShape
        {
            Architecture = type is "llama" or "qwen2"
                ? type
                : throw new InvalidDataException($"{path}: 'model_type' is '{type}'; llama and qwen2 can be tuned here."),
            Vocabulary = vocabulary,
            Width = width,
            Layers = Number("num_hidden_layers"),
            Heads = heads,
            KvHeads = json["num_key_value_heads"]?.GetValue<int>() ?? heads,
            FeedForward = Number("intermediate_size"),
            Context = Math.Min(longest, Number("max_position_embeddings")),
            RopeBase = json["rope_theta"]?.GetValue<float>() ?? 10_000,
            NormEpsilon = json["rms_norm_eps"]?.GetValue<float>() ?? 1e-6f,
            TiedEmbeddings = json["tie_word_embeddings"]?.GetValue<bool>() ?? false,
        };
        return (shape.Validated(), Number("vocab_size"));

        int Number(string field) => json[field] is JsonValue value && value.TryGetValue(out int number)
            ? number
            : throw new InvalidDataException($"{path}: the number '{field}' is missing.");
    }
}
