namespace LightThinker.Engine.Sequences;

/// <summary>Measures one sequence's time. Engine thread only.</summary>
internal sealed class GenerationClock(TimeProvider time, long submitted)
{
    private readonly long _started = time.GetTimestamp();
    private long? _firstToken;
    private long _lastToken;

    /// <summary>A token was sampled.</summary>
    public void OnSampled()
    {
        _lastToken = time.GetTimestamp();
        _firstToken ??= _lastToken;
    }

    public GenerationTiming Read() => new(
        time.GetElapsedTime(submitted, _started),
        _firstToken is { } first ? time.GetElapsedTime(_started, first) : TimeSpan.Zero,
        _firstToken is { } from ? time.GetElapsedTime(from, _lastToken) : TimeSpan.Zero);
}
