using LightThinker.Gguf;

namespace LightThinker.TestKit.Models;

/// <summary>The metadata that loaders need, and LightThinker's profile. Stateless and thread-safe.</summary>
internal static class ModelMetadata
{
    private const string ChatMlTemplate =
        "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n{% endfor %}"
        + "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";

    public static void AddTo(GgufHeader header, ModelShape shape, ModelVocabulary vocabulary, string name)
    {
        bool isQwen = shape.Architecture == ModelArchitecture.Qwen2;
        string arch = isQwen ? "qwen2" : "llama";
        header.Add("general.architecture", GgufValue.String(arch));
        header.Add("general.name", GgufValue.String(name));
        AddSize(header, $"{arch}.vocab_size", shape.VocabularySize);
        AddSize(header, $"{arch}.context_length", shape.ContextLength);
        AddSize(header, $"{arch}.embedding_length", shape.Width);
        AddSize(header, $"{arch}.block_count", shape.Layers);
        AddSize(header, $"{arch}.feed_forward_length", shape.FeedForwardWidth);
        AddSize(header, $"{arch}.attention.head_count", shape.Heads);
        AddSize(header, $"{arch}.attention.head_count_kv", shape.KvHeads);
        AddSize(header, $"{arch}.rope.dimension_count", shape.HeadWidth);
        header.Add($"{arch}.rope.freq_base", GgufValue.Float32(shape.RopeBase));
        header.Add($"{arch}.attention.layer_norm_rms_epsilon", GgufValue.Float32(shape.NormEpsilon));

        header.Add("tokenizer.ggml.model", GgufValue.String("gpt2"));
        header.Add("tokenizer.ggml.pre", GgufValue.String(isQwen ? "qwen2" : "gpt-2"));
        header.Add("tokenizer.ggml.tokens", GgufValue.Array(vocabulary.Texts));
        header.Add("tokenizer.ggml.token_type", GgufValue.Array(vocabulary.Types));
        header.Add("tokenizer.ggml.merges", GgufValue.Array(ModelVocabulary.Merges));
        AddSize(header, "tokenizer.ggml.bos_token_id", vocabulary.EndOfText.Id);
        AddSize(header, "tokenizer.ggml.eos_token_id", vocabulary.TurnEnd.Id);
        header.Add("tokenizer.ggml.add_bos_token", GgufValue.Bool(false));
        header.Add("tokenizer.chat_template", GgufValue.String(ChatMlTemplate));

        AddSize(header, "lightthinker.cache_token_count", shape.CacheTokens);
        header.Add("lightthinker.evict_opening_delimiter", GgufValue.Bool(shape.EvictsOpeningDelimiter));
        header.Add("lightthinker.compress_answer", GgufValue.Bool(shape.CompressesAnswer));
    }

    private static void AddSize(GgufHeader header, string key, int size) => header.Add(key, GgufValue.UInt32((uint)size));
}
