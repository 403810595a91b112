namespace LightThinker.Training.Generation;

/// <summary>A kind of task. Implementations are stateless and thread-safe.</summary>
internal interface IFamily
{
    string Name { get; }

    /// <summary>The longest problem it makes, in steps.</summary>
    int MostSteps { get; }

    /// <summary>The shortest.</summary>
    int LeastSteps { get; }

    /// <param name="draw">Where every choice comes from.</param>
    /// <param name="steps">Calculations, between the least and the most.</param>
    Problem Make(Draw draw, int steps);
}
