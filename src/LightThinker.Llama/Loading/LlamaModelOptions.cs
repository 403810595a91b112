namespace LightThinker.Llama.Loading;

/// <summary>Which model to load, and how. Immutable.</summary>
public sealed record LlamaModelOptions
{
    /// <summary>A GGUF file; of a model in several parts, the first.</summary>
    public required string Path { get; init; }

    /// <summary>Layers to hold on the GPU; null means all that there are, where there is a GPU.</summary>
    public int? GpuLayers { get; init; }

    /// <summary>Whether to map the file into memory instead of reading it; null leaves that to llama.cpp.</summary>
    public bool? MemoryMap { get; init; }

    /// <summary>Whether to look at every weight while loading, to find a damaged file.</summary>
    public bool CheckTensors { get; init; }

    /// <exception cref="ModelLoadException">Layers are to go to a GPU where none can be used.</exception>
    internal void RequireGpu(bool available)
    {
        if (GpuLayers > 0 && !available)
        {
            throw new ModelLoadException(
                $"GpuLayers is {GpuLayers}, but no GPU backend is loaded; set it to 0 or use a CUDA or Vulkan build.");
        }
    }
}
