using LightThinker.Training.Decoders;
using LightThinker.Training.Generation;
using LightThinker.Training.Runs;
using LightThinker.Training.Tests.TestKit;
using static TorchSharp.torch;

namespace LightThinker.Training.Tests.Runs;

public sealed class ExamTests
{
    [Fact]
    public void Exam_OfAnUntrainedModel_FindsNothingRight()
    {
        using var weights = DecoderWeights.FromScratch(SmallModel.Describe().Shape, seed: 1);
        using var rotary = new RotaryTable(weights.Shape);
        using var decoder = new Decoder(weights, rotary, ScalarType.Float32);

        var row = new Exam(SmallModel.Builder, seed: 3).Take(decoder, problems: 3, isCompressed: true, "story", steps: 1);

        Assert.Equal(new ExamRow("story", 1, IsCompressed: true, Problems: 3, Accuracy: 0), row);
    }

    [Fact]
    public void Exam_OfEveryRow_IsInAFamilyThatCanBeThatLong() => Assert.All(
        Exam.Rows,
        row => Assert.InRange(row.Steps, ProblemGenerator.Find(row.Family).LeastSteps, ProblemGenerator.Find(row.Family).MostSteps));
}
