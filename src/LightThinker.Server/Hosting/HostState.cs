namespace LightThinker.Server.Hosting;

/// <summary>Where the server is in its life.</summary>
internal enum HostState
{
    /// <summary>The model is not ready yet.</summary>
    Loading,

    /// <summary>Requests are served.</summary>
    Ready,

    /// <summary>Requests that run may finish; new ones are refused.</summary>
    Draining,

    /// <summary>The model could not be loaded, or the engine broke; the process is about to end.</summary>
    Failed,
}
