using LightThinker.Training.Decoders;
using LightThinker.Training.Sequences;
using LightThinker.Training.Tests.TestKit;
using static TorchSharp.torch;

namespace LightThinker.Training.Tests.Decoders;

public sealed class DecoderTests
{
    [Theory]
    [InlineData("llama")]
    [InlineData("qwen2")]
    public void Gradient_OfEveryParameter_IsTheLossesSlope(string architecture)
    {
        using var scope = NewDisposeScope();
        using var weights = DecoderWeights.FromScratch(SmallModel.Describe(architecture).Shape, seed: 5);
        using var rotary = new RotaryTable(weights.Shape);
        using var decoder = new Decoder(weights, rotary, ScalarType.Float32);
        var pack = new Pack([SmallModel.Builder.Build(SmallModel.Story(2), isCompressed: true)]);
        Loss(decoder, pack).backward();

        for (int i = 0; i < weights.Parameters.All.Count; i++)
        {
            using var inner = NewDisposeScope();
            using var noGradient = no_grad();
            var gradient = decoder.Parameters[i].grad!;
            // Along the gradient itself the slope is its norm.
            double norm = gradient.norm().item<float>();
            var direction = gradient / norm;
            var view = weights.View(weights.Parameters.All[i]);
            const double step = 5e-3;
            view.add_(direction * step);
            double above = Loss(decoder, pack).item<float>();
            view.sub_(direction * (2 * step));
            double below = Loss(decoder, pack).item<float>();
            view.add_(direction * step);

            double slope = (above - below) / (2 * step);
            Assert.True(Math.Abs(slope - norm) < (0.03 * norm) + 1e-3, $"{weights.Parameters.All[i].Name}: {slope} and {norm}");
        }
    }

    [Fact]
    public void Forward_OfPackedSequences_IsThatOfEachAlone()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var weights = DecoderWeights.FromScratch(SmallModel.Describe().Shape, seed: 5);
        using var rotary = new RotaryTable(weights.Shape);
        using var decoder = new Decoder(weights, rotary, ScalarType.Float32);
        TokenSequence[] sequences =
        [
            SmallModel.Builder.Build(SmallModel.Story(5, seed: 1), isCompressed: true),
            SmallModel.Builder.Build(SmallModel.Story(3, seed: 2), isCompressed: false),
            SmallModel.Builder.Build(SmallModel.Story(1, seed: 3), isCompressed: true),
        ];

        var together = decoder.Forward(new Pack(sequences));
        var alone = cat([.. sequences.Select(sequence => decoder.Forward(new Pack([sequence])))], 0);

        Assert.InRange((together - alone).abs().max().item<float>(), 0, 1e-4);
    }

    [Fact]
    public void Forward_WithAnotherThoughtThatIsEvicted_IsTheSameWhereItCannotBeSeen()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var weights = DecoderWeights.FromScratch(SmallModel.Describe().Shape, seed: 5);
        using var rotary = new RotaryTable(weights.Shape);
        using var decoder = new Decoder(weights, rotary, ScalarType.Float32);
        var sequence = SmallModel.Builder.Build(SmallModel.Story(1), isCompressed: true);
        // Without cache tokens that could carry it, nothing of the thought reaches the answer.
        var cut = sequence with { IsPermanent = [.. sequence.IsPermanent.Select((value, i) => value && !IsCacheToken(sequence, i))] };
        var other = cut with { Tokens = [.. cut.Tokens.Select((token, i) => cut.IsPermanent[i] ? token : (token + 1) % 200)] };
        int answers = cut.Spans[^1].Length - 1;

        var expected = decoder.Forward(new Pack([cut]))[^answers..];
        var actual = decoder.Forward(new Pack([other]))[^answers..];

        Assert.Equal(0, (expected - actual).abs().max().item<float>());
    }

    [Fact]
    public void Forward_BeyondTheContext_IsRefused()
    {
        using var weights = DecoderWeights.FromScratch(SmallModel.Describe().Shape with { Context = 50 }, seed: 5);
        using var rotary = new RotaryTable(weights.Shape);
        using var decoder = new Decoder(weights, rotary, ScalarType.Float32);
        var pack = new Pack([SmallModel.Builder.Build(SmallModel.Story(4), isCompressed: false)]);

        var error = Assert.Throws<ArgumentException>(() => decoder.Forward(pack));

        Assert.Contains("context is 50", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gpt2", 4, 2, "architecture")]
    [InlineData("llama", 5, 5, "heads")]
    [InlineData("llama", 4, 3, "kv_heads")]
    public void Shape_ThatDoesNotFit_IsRefused(string architecture, int heads, int kvHeads, string named)
    {
        var shape = SmallModel.Describe().Shape with { Architecture = architecture, Heads = heads, KvHeads = kvHeads };

        Assert.Contains(named, Assert.Throws<InvalidDataException>(shape.Validated).Message, StringComparison.Ordinal);
    }

    private static bool IsCacheToken(TokenSequence sequence, int index) =>
        SmallModel.Vocabulary.Tokens[sequence.Tokens[index]].StartsWith("<|o_", StringComparison.Ordinal);

    private static Tensor Loss(Decoder decoder, Pack pack) =>
        nn.functional.cross_entropy(decoder.Forward(pack), tensor(pack.Targets));
}
