namespace LightThinker.Server.Options;

/// <summary>Where the delimiters of a model's reasoning come from.</summary>
internal enum ReasoningSource
{
    /// <summary>They are found in its template and vocabulary.</summary>
    Auto,

    /// <summary>There are none: all output is the answer.</summary>
    None,

    /// <summary>The settings have them.</summary>
    Custom,
}
