using LightThinker.Training.Sequences;
using LightThinker.Training.Tests.TestKit;
using LightThinker.Training.Tokenization;

namespace LightThinker.Training.Tests.Sequences;

public sealed class ContextCostTests
{
    private const int CacheTokens = 2;

    [Fact]
    public void Plain_Cost_IsThePapersFormulaWithoutCompression()
    {
        var sequence = SmallModel.Builder.Build(SmallModel.Story(3), isCompressed: false);
        long prompt = sequence.IsLabel.Count(isLabel => !isLabel);
        long output = sequence.Length - prompt;

        Assert.Equal(
            new ContextCost(sequence.Length, (prompt * output) + (output * (output + 1) / 2)), ContextCost.Of(sequence));
    }

    [Fact]
    public void ThoughtLevel_Cost_IsThePapersFormula()
    {
        var sequence = SmallModel.Builder.Build(SmallModel.Story(3), isCompressed: true);
        int prompt = Array.IndexOf(sequence.Tokens, SmallModel.Vocabulary.Special(SpecialTokens.ThoughtStart));
        int split = SmallModel.Vocabulary.Special(SpecialTokens.Split);
        long dependency = 0;
        int peak = 0;
        int thought = 0;
        int compressions = 0;
        for (int i = prompt; i < sequence.Length; i++)
        {
            if (!sequence.IsLabel[i])
            {
                continue;
            }

            thought++;
            int context = prompt + thought + ((CacheTokens + 1) * compressions);
            dependency += context;
            peak = Math.Max(peak, context);
            if (sequence.Tokens[i] == split)
            {
                peak = Math.Max(peak, context + CacheTokens + 1);
                compressions++;
                thought = 0;
            }
        }

        Assert.Equal(3, compressions);
        Assert.Equal(new ContextCost(peak, dependency), ContextCost.Of(sequence));
    }

    [Fact]
    public void Anchor_Cost_HasNoResumeToken()
    {
        // Prompt of 2; thought of 2 and its anchor; thought of 1 and its anchor; answer of 1.
        var sequence = new TokenSequence
        {
            Tokens = [1, 1, 2, 2, 3, 2, 3, 4],
            IsLabel = [false, false, true, true, true, true, true, true],
            IsPermanent = [true, true, false, false, true, false, true, true],
            Spans = [new TokenSpan(0, 2), new TokenSpan(2, 3), new TokenSpan(5, 2), new TokenSpan(7, 1)],
        };

        Assert.Equal(new ContextCost(Peak: 5, Dependency: 3 + 4 + 5 + 4 + 5 + 5), ContextCost.Of(sequence));
    }

    [Fact]
    public void Mean_OfSequences_IsThatOfTheirCosts()
    {
        TokenSequence[] sequences = [.. Enumerable.Range(1, 2).Select(seed =>
            SmallModel.Builder.Build(SmallModel.Story(2, seed), isCompressed: true))];
        var (first, second) = (ContextCost.Of(sequences[0]), ContextCost.Of(sequences[1]));

        Assert.Equal(
            new MeanContextCost((first.Peak + second.Peak) / 2.0, (first.Dependency + second.Dependency) / 2.0),
            MeanContextCost.Of(sequences));
    }
}
