using LightThinker.Engine.Decoding;

namespace LightThinker.Server.Hosting;

/// <summary>A model on its runtime. Immutable.</summary>
/// <param name="Description">What its file says.</param>
/// <param name="Vocabulary">Its tokens.</param>
/// <param name="Decoder">Its context, for the engine thread only.</param>
/// <param name="Runtime">What to dispose in the end: weights and context.</param>
/// <param name="Embedding">How it embeds; null where the runtime cannot.</param>
internal sealed record LoadedModel(
    ModelDescription Description,
    IVocabulary Vocabulary,
    IDecoder Decoder,
    IDisposable Runtime,
    IEmbedderSource? Embedding = null);
