using LightThinker.Training.Data;
using LightThinker.Training.Generation;

namespace LightThinker.Training.Runs;

/// <summary>Draws newly made problems, as long as the curriculum allows. Thread-safe.</summary>
internal sealed class GeneratedExamples(Curriculum curriculum) : IExampleSource
{
    public IEnumerable<Example> Draw(int seed, int level)
    {
        var generator = new ProblemGenerator(seed, HeldOut.Train);
        while (true)
        {
            yield return curriculum.Next(generator, level);
        }
    }
}
