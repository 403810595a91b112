using System.Diagnostics;
using Jint;

namespace LightThinker.Chat.Templates;

/// <summary>
/// Stops a script that runs for too long. Belongs to one engine. The engine's own timeout is looked at only every few
/// dozen statements, and one statement here can copy megabytes; this one is looked at before every statement.
/// </summary>
internal sealed class RenderDeadline(TimeSpan limit) : Constraint
{
    private long _start;

    /// <summary>False while the host's own script runs, which takes long only because it is still cold.</summary>
    public bool IsArmed { get; set; }

    /// <summary>Called by the engine before each entry.</summary>
    public override void Reset() => _start = Stopwatch.GetTimestamp();

    /// <exception cref="TimeoutException">The time is over.</exception>
    public override void Check()
    {
        if (IsArmed && Stopwatch.GetElapsedTime(_start) > limit)
        {
            throw new TimeoutException();
        }
    }
}
