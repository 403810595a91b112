namespace LightThinker.Chat.Templates;

/// <summary>
/// What one render may use. Immutable. A long conversation needs more than a short one: time and memory are doubled, at most
/// <see cref="MaxDoublings"/> times, until the memory covers 256 KiB per message and 32 bytes per character.
/// </summary>
public sealed record ChatTemplateLimits
{
    internal const int MaxDoublings = 4;

    private const long BytesPerMessage = 256 * 1024;
    private const long BytesPerCharacter = 32;

    /// <summary>Wall-clock time of one render or compilation; above 0.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Bytes that one render or compilation may allocate, freed again or not; at least 4 MiB.</summary>
    public long MemoryBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Calls of one of the interpreter's functions that may be open at once; at least 1.</summary>
    public int Recursion { get; init; } = 400;

    /// <summary>How often the limits are doubled for a conversation.</summary>
    internal int DoublingsFor(int messages, long characters)
    {
        var need = (messages * BytesPerMessage) + (characters * BytesPerCharacter);
        var doublings = 0;
        while (doublings < MaxDoublings && MemoryBytes << doublings < need)
        {
            doublings++;
        }

        return doublings;
    }

    internal ChatTemplateLimits Doubled(int times) =>
        this with { Time = Time * (1 << times), MemoryBytes = MemoryBytes << times };
}
