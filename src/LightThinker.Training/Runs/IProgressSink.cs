namespace LightThinker.Training.Runs;

/// <summary>Is told how a run goes. Called by the run's thread.</summary>
internal interface IProgressSink
{
    /// <param name="state">How far the run is.</param>
    /// <param name="tokensPerSecond">Of the last update.</param>
    /// <param name="done">Share of the run, 0 to 1.</param>
    void Update(RunState state, double tokensPerSecond, double done);

    void Examined(ExamRow row);
}
