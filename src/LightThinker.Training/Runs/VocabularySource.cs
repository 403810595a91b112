using LightThinker.Training.Generation;
using LightThinker.Training.Tokenization;

namespace LightThinker.Training.Runs;

/// <summary>Learns a vocabulary from problems to train on. Stateless and thread-safe.</summary>
internal static class VocabularySource
{
    private const int PerFamily = 1500;

    public static Vocabulary Learn(TrainSettings settings)
    {
        var generator = new ProblemGenerator(settings.Seed, HeldOut.Train);
        var texts = new List<string> { "system\n", "user\n", "assistant\n" };
        foreach (var family in ProblemGenerator.Families)
        {
            for (int i = 0; i < PerFamily; i++)
            {
                var example = generator.Next(family, generator.Between(1, 6));
                texts.AddRange(example.Messages.Select(message => message.Content));
                texts.AddRange(example.Thoughts);
                texts.Add(example.Response);
            }
        }

        return BpeTrainer.Train(texts, settings.Vocabulary, SpecialTokens.FromScratch(settings.CacheTokens));
    }
}
