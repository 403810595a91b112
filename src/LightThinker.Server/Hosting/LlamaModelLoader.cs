using LightThinker.Server.Options;

namespace LightThinker.Server.Hosting;

/// <summary>Opens models on llama.cpp. Stateless.</summary>
internal sealed class LlamaModelLoader : IModelLoader
{
    public LoadedModel Load(Settings settings, Action<float> progress) =>
        throw new StartupException("No runtime yet.");
}
