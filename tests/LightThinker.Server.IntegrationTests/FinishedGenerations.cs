using System.Collections.Concurrent;
using LightThinker.Engine.Sequences;
using LightThinker.Server.Answers;
using Microsoft.Extensions.Logging;

namespace LightThinker.Server.IntegrationTests;

/// <summary>Counts by what generations ended, as the server's log tells it. Thread-safe.</summary>
internal sealed class FinishedGenerations : ILogger<GenerationService>
{
    private readonly ConcurrentBag<FinishReason> _reasons = [];

    /// <summary>How many ended so far.</summary>
    public int Total => _reasons.Count;

    /// <summary>How many ended like this so far.</summary>
    public int Count(FinishReason reason) => _reasons.Count(seen => seen == reason);

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (state is IReadOnlyList<KeyValuePair<string, object?>> values)
        {
            foreach (FinishReason reason in values.Select(pair => pair.Value).OfType<FinishReason>())
            {
                _reasons.Add(reason);
            }
        }
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;
}
