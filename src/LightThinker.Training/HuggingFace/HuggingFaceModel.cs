using LightThinker.Training.Decoders;
using LightThinker.Training.Tokenization;

namespace LightThinker.Training.HuggingFace;

/// <summary>
/// A model folder (config.json, tokenizer.json, *.safetensors) prepared for LightThinker. Immutable, but for its weights.
/// </summary>
/// <param name="Shape">Sizes, with the tokens added.</param>
/// <param name="Vocabulary">Tokens, with LightThinker's.</param>
/// <param name="KnowsChatMl">Whether the model's own vocabulary has ChatML's tokens.</param>
/// <param name="Weights">The caller's to dispose.</param>
internal sealed record HuggingFaceModel(DecoderShape Shape, Vocabulary Vocabulary, bool KnowsChatMl, DecoderWeights Weights)
{
    /// <param name="folder">The model's folder.</param>
    /// <param name="cacheTokens">Cache tokens per thought; missing special tokens are added.</param>
    /// <param name="context">Cuts the model's context, in tokens.</param>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="InvalidDataException">A file is damaged or of another kind of model; the message names it.</exception>
    public static HuggingFaceModel Load(string folder, int cacheTokens, int context)
    {
        string config = Path.Combine(folder, "config.json");
        // The sizes are read twice: how text is cut follows from the kind of model, the vocabulary's size from the tokenizer.
        var (draft, _) = HuggingFaceJson.Checked(config, () => HuggingFaceConfig.Read(config, vocabulary: 1, context));
        var split = draft.Architecture == "qwen2" ? TextSplit.Qwen2 : TextSplit.Llama3;
        string tokenizer = Path.Combine(folder, "tokenizer.json");
        var vocabulary = HuggingFaceJson.Checked(tokenizer, () => HuggingFaceTokenizer.Read(tokenizer, split, cacheTokens));
        var (shape, rows) = HuggingFaceConfig.Read(config, vocabulary.Tokens.Count, context);
        // Appended tokens are the last; the model's own come before LightThinker's.
        bool knowsChatMl = vocabulary.Special(SpecialTokens.MessageEnd) < vocabulary.Special(SpecialTokens.Cache(cacheTokens - 1));
        return new HuggingFaceModel(shape, vocabulary, knowsChatMl, HuggingFaceWeights.Load(folder, shape, rows));
    }
}
