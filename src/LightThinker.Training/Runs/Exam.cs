using LightThinker.Training.Data;
using LightThinker.Training.Decoders;
using LightThinker.Training.Generation;
using LightThinker.Training.Sequences;
using static TorchSharp.torch;

namespace LightThinker.Training.Runs;

/// <summary>
/// Examines a model on held-out problems without generating: if at every position of the right response the right token is the
/// likeliest, greedy decoding writes exactly that response. Much cheaper than generating, and stricter than its answer's
/// accuracy, as a slip that is made good again counts as wrong. One thread.
/// </summary>
internal sealed class Exam(SequenceBuilder builder, int seed)
{
    public static IReadOnlyList<(string Family, int Steps)> Rows { get; } =
    [
        ("story", 4), ("story", 8), ("story", 12), ("story", 16), ("people", 4), ("variables", 4), ("sums", 4), ("lists", 4),
    ];

    /// <param name="decoder">The model.</param>
    /// <param name="problems">Per row.</param>
    /// <param name="isCompressed">Which of the two formats.</param>
    /// <param name="family">The kind of task.</param>
    /// <param name="steps">Calculations per problem.</param>
    public ExamRow Take(Decoder decoder, int problems, bool isCompressed, string family, int steps)
    {
        int right = Problems(problems, family, steps).Count(example => IsRight(decoder, builder.Build(example, isCompressed)));
        return new ExamRow(family, steps, isCompressed, problems, (double)right / problems);
    }

    /// <summary>The problems of a row, the same ones each time.</summary>
    public IEnumerable<Example> Problems(int count, string family, int steps)
    {
        var generator = new ProblemGenerator(seed, HeldOut.Test);
        var kind = ProblemGenerator.Find(family);
        for (int i = 0; i < count; i++)
        {
            yield return generator.Next(kind, steps, hasSystemMessages: false);
        }
    }

    private static bool IsRight(Decoder decoder, TokenSequence sequence)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var pack = new Pack([sequence]);
        return decoder.Forward(pack).argmax(-1).eq(tensor(pack.Targets)).all().item<bool>();
    }
}
