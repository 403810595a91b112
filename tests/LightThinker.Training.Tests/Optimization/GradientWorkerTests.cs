using LightThinker.Training.Decoders;
using LightThinker.Training.Optimization;
using LightThinker.Training.Sequences;
using LightThinker.Training.Tests.TestKit;
using static TorchSharp.torch;

namespace LightThinker.Training.Tests.Optimization;

public sealed class GradientWorkerTests
{
    [Fact]
    public void Workers_GradientsSummed_AreThoseOfOneForAll()
    {
        using var weights = DecoderWeights.FromScratch(SmallModel.Describe().Shape, seed: 2);
        using var rotary = new RotaryTable(weights.Shape);
        TokenSequence[] sequences = [.. Enumerable.Range(1, 3).Select(seed => SmallModel.Builder.Build(SmallModel.Story(2, seed), seed % 2 == 0))];
        using var all = Start(weights, rotary, sequences);
        using var first = Start(weights, rotary, sequences[..1]);
        using var rest = Start(weights, rotary, sequences[1..]);
        all.End();
        first.End();
        rest.End();

        using var scope = NewDisposeScope();
        Assert.Equal(all.Loss, first.Loss + rest.Loss, tolerance: 1e-3);
        for (int i = 0; i < all.Parameters.Count; i++)
        {
            var difference = all.Parameters[i].grad! - first.Parameters[i].grad! - rest.Parameters[i].grad!;
            Assert.InRange(difference.abs().max().item<float>(), 0, 1e-3);
        }
    }

    [Fact]
    public void Worker_ThatFails_SaysSo()
    {
        using var weights = DecoderWeights.FromScratch(SmallModel.Describe().Shape with { Context = 10 }, seed: 2);
        using var rotary = new RotaryTable(weights.Shape);
        using var worker = Start(weights, rotary, [SmallModel.Builder.Build(SmallModel.Story(2), isCompressed: false)]);

        var error = Assert.Throws<InvalidOperationException>(worker.End);

        Assert.Contains("context is 10", error.Message, StringComparison.Ordinal);
    }

    private static GradientWorker Start(DecoderWeights weights, RotaryTable rotary, TokenSequence[] sequences)
    {
        var worker = new GradientWorker(new Decoder(weights, rotary, ScalarType.Float32), "test");
        worker.Begin([.. sequences.Select(sequence => new Pack([sequence]))], scale: 0.01);
        return worker;
    }
}
