using LightThinker.Training.Runs;

namespace LightThinker.Training.Tests.TestKit;

/// <summary>Shows nothing, but can watch. One thread.</summary>
internal sealed class SilentProgress(Action<RunState>? onUpdate = null) : IProgressSink
{
    public void Update(RunState state, double tokensPerSecond, double done) => onUpdate?.Invoke(state);

    public void Examined(ExamRow row)
    {
    }
}
