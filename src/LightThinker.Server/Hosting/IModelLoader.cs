using LightThinker.Server.Options;

namespace LightThinker.Server.Hosting;

/// <summary>Opens a model on some runtime. Called once, on the engine thread.</summary>
internal interface IModelLoader
{
    /// <summary>Loads the weights and makes a context.</summary>
    /// <param name="settings">Which model, and how large a context.</param>
    /// <param name="progress">Gets the share of the weights that is loaded, 0 … 1.</param>
    /// <param name="cancellation">Ends the loading.</param>
    /// <exception cref="OperationCanceledException">The loading was cancelled.</exception>
    /// <exception cref="StartupException">The model cannot be served; the message says why.</exception>
    LoadedModel Load(Settings settings, Action<float> progress, CancellationToken cancellation);
}
