namespace LightThinker.Llama;

/// <summary>How much a log line of llama.cpp matters, in rising order.</summary>
public enum LlamaLogLevel
{
    /// <summary>Written for every token.</summary>
    Debug = 1,

    /// <summary>What was loaded and how.</summary>
    Information = 2,

    /// <summary>Something may not be as wished.</summary>
    Warning = 3,

    /// <summary>A call failed; the line is also part of the exception.</summary>
    Error = 4,

    /// <summary>As a minimum: no line at all.</summary>
    None = 5,
}
