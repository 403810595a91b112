using System.Runtime.InteropServices;
using LightThinker.Engine.Decoding;
using LightThinker.Llama.Native;

namespace LightThinker.Llama.Loading;

/// <summary>A loaded model: its weights, its tokens and what its file says. Immutable and thread-safe.</summary>
internal sealed unsafe class LlamaModel : IDisposable
{
    private LlamaModel(ModelHandle handle, Vocabulary vocabulary, ModelDescription description)
    {
        Handle = handle;
        Vocabulary = vocabulary;
        Description = description;
    }

    public ModelHandle Handle { get; }

    public Vocabulary Vocabulary { get; }

    public ModelDescription Description { get; }

    /// <summary>Loads a file. <see cref="NativeLibraries.Load"/> comes first.</summary>
    /// <param name="options">The file and how to hold it.</param>
    /// <param name="progress">Told 0 … 1 on this thread.</param>
    /// <param name="cancellation">Ends the load.</param>
    /// <exception cref="ModelLoadException">The file is missing, damaged or of a kind that cannot be served.</exception>
    /// <exception cref="OperationCanceledException">The load was cancelled.</exception>
    public static LlamaModel Load(
        LlamaModelOptions options, IProgress<float>? progress = null, CancellationToken cancellation = default)
    {
        ModelFile.Check(options.Path);
        options.RequireGpu(NativeMethods.llama_supports_gpu_offload());
        var handle = new ModelHandle(LoadFile(options, new LoadProgress(progress, cancellation), cancellation));
        try
        {
            RequireTextGenerator(handle, options.Path);
            return new LlamaModel(handle, Vocabulary.Read(handle), ModelMetadata.Describe(handle, options.Path));
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    public void Dispose() => Handle.Dispose();

    private static nint LoadFile(LlamaModelOptions options, LoadProgress progress, CancellationToken cancellation)
    {
        NativeModelParams parameters = NativeMethods.llama_model_default_params();
        parameters.GpuLayers = options.GpuLayers ?? -1;
        parameters.CheckTensors = options.CheckTensors ? (byte)1 : (byte)0;
        parameters.LoadMode = options.MemoryMap switch { null => -1, false => 0, true => 1 };
        parameters.ProgressCallback = &LoadProgress.OnProgress;

        _ = NativeLog.TakeProblems();
        GCHandle state = GCHandle.Alloc(progress);
        nint model;
        try
        {
            parameters.ProgressState = (void*)GCHandle.ToIntPtr(state);
            fixed (byte* path = Utf8.Terminated(options.Path))
            {
                model = NativeMethods.llama_model_load_from_file(path, parameters);
            }
        }
        finally
        {
            state.Free();
        }

        if (model != 0)
        {
            return model;
        }

        cancellation.ThrowIfCancellationRequested();
        throw new ModelLoadException(
            NativeLog.WithProblems($"The model file {options.Path} could not be loaded."), progress.Failure);
    }

    private static void RequireTextGenerator(ModelHandle model, string path)
    {
        string? lack =
            NativeMethods.llama_vocab_type(NativeMethods.llama_model_get_vocab(model)) == 0 ? "has no vocabulary"
            : NativeMethods.llama_model_has_encoder(model) ? "has an encoder; only decoder-only models can be served"
            : !NativeMethods.llama_model_has_decoder(model) ? "has no decoder, so it cannot write text"
            : NativeMethods.llama_model_is_diffusion(model) ? "is a diffusion model, which does not write token by token"
            : null;
        if (lack is not null)
        {
            throw new ModelLoadException($"The model in {path} {lack}.");
        }
    }
}
