using LightThinker.Llama.Decoding;
using LightThinker.Llama.Loading;

namespace LightThinker.Llama;

/// <summary>Everything that is set about the runtime. Immutable.</summary>
public sealed record LlamaRuntimeOptions
{
    /// <summary>A folder with llama.cpp libraries of one's own; null for those that the build put beside the program.</summary>
    public string? LibraryFolder { get; init; }

    public required LlamaModelOptions Model { get; init; }

    public LlamaContextOptions Context { get; init; } = new();

    /// <summary>The lowest level of llama.cpp's log lines that is passed on.</summary>
    public LlamaLogLevel MinimumLogLevel { get; init; } = LlamaLogLevel.Warning;

    /// <summary>
    /// Receives llama.cpp's log, on any thread; null drops it. A process has one such log: the runtime opened last sets it.
    /// </summary>
    public Action<LlamaLogLevel, string>? Log { get; init; }
}
