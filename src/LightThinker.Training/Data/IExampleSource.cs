namespace LightThinker.Training.Data;

/// <summary>Where the examples to train on come from. Implementations are thread-safe.</summary>
internal interface IExampleSource
{
    /// <summary>Examples without end.</summary>
    /// <param name="seed">The same seed gives the same examples.</param>
    /// <param name="level">The most steps of a problem, where the source knows steps.</param>
    IEnumerable<Example> Draw(int seed, int level);
}
