using LightThinker.Training.Sequences;
using LightThinker.Training.Tests.TestKit;

namespace LightThinker.Training.Tests.Sequences;

public sealed class SequenceBuilderTests
{
    [Fact]
    public void Compressed_Sequence_IsLaidOutAsTheMethodSays()
    {
        var example = SmallModel.Story(2);
        string text = Text(SmallModel.Builder.Build(example, isCompressed: true), _ => true);

        Assert.Equal(
            $"<|im_start|>user\n{example.Messages[^1].Content}<|im_end|>\n<|im_start|>assistant\n" +
            $"<|begin_of_thought|>{example.Thoughts[0]}<|splitter|><|o_0|><|o_1|><|continue|>" +
            $"{example.Thoughts[1]}<|splitter|><|o_0|><|o_1|><|continue|>" +
            $"<|end_of_thought|><|begin_of_solution|>{example.Response}<|end_of_solution|><|im_end|>",
            text);
    }

    [Fact]
    public void Plain_Sequence_KeepsItsSplitsAndHasNoForcedTokens()
    {
        var example = SmallModel.Story(2);
        string text = Text(SmallModel.Builder.Build(example, isCompressed: false), _ => true);

        Assert.EndsWith(
            $"<|begin_of_thought|>{example.Thoughts[0]}<|splitter|>{example.Thoughts[1]}<|splitter|>" +
            $"<|end_of_thought|><|begin_of_solution|>{example.Response}<|end_of_solution|><|im_end|>",
            text,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Labels_OfBothFormats_AreWhatTheModelSamples(bool isCompressed)
    {
        var example = SmallModel.Story(3);
        var sequence = SmallModel.Builder.Build(example, isCompressed);

        Assert.Equal(
            $"<|begin_of_thought|>{string.Concat(example.Thoughts.Select(thought => thought + "<|splitter|>"))}" +
            $"<|end_of_thought|><|begin_of_solution|>{example.Response}<|end_of_solution|><|im_end|>",
            Text(sequence, i => sequence.IsLabel[i]));
    }

    [Fact]
    public void Spans_OfASequence_CoverItWithoutGaps()
    {
        var sequence = SmallModel.Builder.Build(SmallModel.Story(6), isCompressed: false);
        int end = 0;
        foreach (var span in sequence.Spans)
        {
            Assert.Equal(end, span.Start);
            end += span.Length;
        }

        Assert.Equal(sequence.Length, end);
    }

    private static string Text(TokenSequence sequence, Func<int, bool> takes) => string.Concat(
        Enumerable.Range(0, sequence.Length).Where(takes).Select(i => sequence.Tokens[i] < SmallModel.Vocabulary.FirstSpecial
            ? SmallModel.Tokenizer.Decode([sequence.Tokens[i]])
            : SmallModel.Vocabulary.Tokens[sequence.Tokens[i]]));
}
