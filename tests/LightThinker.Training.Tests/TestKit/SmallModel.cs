using LightThinker.Training.Data;
using LightThinker.Training.Decoders;
using LightThinker.Training.Generation;
using LightThinker.Training.Runs;
using LightThinker.Training.Sequences;
using LightThinker.Training.Tokenization;

namespace LightThinker.Training.Tests.TestKit;

/// <summary>A run with a small model, untrained, and its parts. Thread-safe.</summary>
internal static class SmallModel
{
    public static Vocabulary Vocabulary { get; } = VocabularySource.Learn(new TrainSettings { Vocabulary = 600 });

    public static TextTokenizer Tokenizer { get; } = new(Vocabulary);

    public static SequenceBuilder Builder { get; } = new(Tokenizer, cacheTokens: 2, new ThoughtFormat());

    public static RunDescription Describe(string architecture = "llama", TrainSettings? settings = null) => new(
        settings ?? new TrainSettings(),
        Seed: 1,
        new DecoderShape
        {
            Architecture = architecture,
            Vocabulary = Vocabulary.Tokens.Count,
            Width = 32,
            Layers = 2,
            Heads = 4,
            KvHeads = 2,
            FeedForward = 64,
            Context = 1024,
        },
        Vocabulary);

    public static Example Story(int steps, int seed = 1) =>
        new ProblemGenerator(seed, HeldOut.Train).Next(new StoryFamily(), steps, hasSystemMessages: false);
}
