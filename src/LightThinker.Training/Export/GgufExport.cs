using LightThinker.Gguf;
using LightThinker.Gguf.Writing;
using LightThinker.Training.Decoders;
using LightThinker.Training.Runs;
using LightThinker.Training.Sequences;
using LightThinker.Training.Tokenization;

namespace LightThinker.Training.Export;

/// <summary>
/// Writes a model as a GGUF file that says all a server has to know: sizes, tokens, chat template, how to sample, and how the
/// model was trained to compress. Stateless and thread-safe.
/// </summary>
internal static class GgufExport
{
    private const int Normal = 1;
    private const int Control = 3;
    private const int UserDefined = 4;

    /// <param name="path">Replaced only once the new file is whole.</param>
    /// <param name="name">What the model is called.</param>
    /// <param name="run">The run it comes from.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="compressesAnswer">Whether the model was trained to compress its answer too.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="InvalidDataException">The server does not have the method that the model was trained with.</exception>
    public static void Write(
        string path, string name, RunDescription run, DecoderWeights weights, bool compressesAnswer = false)
    {
        var header = new GgufHeader();
        AddGeneral(header, name, run);
        AddShape(header, run.Shape);
        AddTokenizer(header, run.Vocabulary);
        AddCompression(header, run.Settings, compressesAnswer);
        ExportTensor[] tensors = [.. ExportTensors.Of(weights)];
        foreach (var tensor in tensors)
        {
            // Vectors stay whole: llama.cpp adds and multiplies them as 32-bit floats.
            header.AddTensor(tensor.Name, tensor.Shape.Length == 1 ? GgufTensorType.F32 : GgufTensorType.F16, tensor.Shape);
        }

        WholeFile.Write(path, file =>
        {
            var writer = GgufWriter.Start(file, header);
            foreach (var tensor in tensors)
            {
                writer.WriteTensor(tensor.Name, tensor.Values);
            }

            writer.Finish();
        });
    }

    private static void AddGeneral(GgufHeader header, string name, RunDescription run)
    {
        header.Add("general.architecture", GgufValue.String(run.Shape.Architecture));
        header.Add("general.name", GgufValue.String(name));
        header.Add("general.license", GgufValue.String("mit"));
        header.Add("general.file_type", GgufValue.UInt32(1));
        header.Add("general.sampling.temp", GgufValue.Float32(0));
        header.Add("lightthinker.training.seed", GgufValue.Int32(run.Seed));
    }

    private static void AddShape(GgufHeader header, DecoderShape shape)
    {
        string prefix = shape.Architecture + ".";
        header.Add(prefix + "context_length", GgufValue.UInt32((uint)shape.Context));
        header.Add(prefix + "embedding_length", GgufValue.UInt32((uint)shape.Width));
        header.Add(prefix + "block_count", GgufValue.UInt32((uint)shape.Layers));
        header.Add(prefix + "feed_forward_length", GgufValue.UInt32((uint)shape.FeedForward));
        header.Add(prefix + "attention.head_count", GgufValue.UInt32((uint)shape.Heads));
        header.Add(prefix + "attention.head_count_kv", GgufValue.UInt32((uint)shape.KvHeads));
        header.Add(prefix + "attention.layer_norm_rms_epsilon", GgufValue.Float32(shape.NormEpsilon));
        header.Add(prefix + "rope.dimension_count", GgufValue.UInt32((uint)shape.HeadWidth));
        header.Add(prefix + "rope.freq_base", GgufValue.Float32(shape.RopeBase));
        header.Add(prefix + "vocab_size", GgufValue.UInt32((uint)shape.Vocabulary));
    }

    private static void AddTokenizer(GgufHeader header, Vocabulary vocabulary)
    {
        header.Add("tokenizer.ggml.model", GgufValue.String("gpt2"));
        header.Add("tokenizer.ggml.pre", GgufValue.String(vocabulary.Split.Name));
        header.Add("tokenizer.ggml.tokens", GgufValue.Array(vocabulary.Tokens));
        header.Add(
            "tokenizer.ggml.token_type",
            GgufValue.Array(vocabulary.Tokens.Select((text, id) =>
                id < vocabulary.FirstSpecial ? Normal : vocabulary.Words.Contains(text) ? UserDefined : Control)));
        header.Add("tokenizer.ggml.merges", GgufValue.Array(vocabulary.Merges));
        header.Add("tokenizer.ggml.bos_token_id", GgufValue.UInt32((uint)vocabulary.Special(SpecialTokens.EndOfText)));
        header.Add("tokenizer.ggml.eos_token_id", GgufValue.UInt32((uint)vocabulary.Special(SpecialTokens.MessageEnd)));
        header.Add("tokenizer.ggml.padding_token_id", GgufValue.UInt32((uint)vocabulary.Special(SpecialTokens.EndOfText)));
        header.Add("tokenizer.ggml.add_bos_token", GgufValue.Bool(false));
        header.Add("tokenizer.ggml.add_space_prefix", GgufValue.Bool(false));
        header.Add("tokenizer.chat_template", GgufValue.String(ChatTemplate.ChatMl));
    }

    private static void AddCompression(GgufHeader header, TrainSettings settings, bool compressesAnswer)
    {
        if (settings.Method is not (ThoughtFormat.FormatName or TokenFormat.FormatName))
        {
            throw new InvalidDataException(
                $"The model was trained with the method '{settings.Method}', which the server does not have; " +
                $"models of {ThoughtFormat.FormatName} and {TokenFormat.FormatName} can be exported.");
        }

        header.Add("lightthinker.cache_token_count", GgufValue.UInt32((uint)settings.CacheTokens));
        if (settings.Method == TokenFormat.FormatName)
        {
            header.Add("lightthinker.interval", GgufValue.UInt32((uint)settings.TokenInterval));
        }

        header.Add("lightthinker.evict_opening_delimiter", GgufValue.Bool(true));
        header.Add("lightthinker.compress_answer", GgufValue.Bool(compressesAnswer));
    }
}
