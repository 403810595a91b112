using LightThinker.Llama.Decoding;
using LightThinker.Llama.Loading;
using LightThinker.Llama.Native;
using LightThinker.Llama.Tests;

[assembly: AssemblyFixture(typeof(ModelFixture))]

namespace LightThinker.Llama.Tests;

/// <summary>The bundled model, loaded once for all tests. Thread-safe.</summary>
public sealed class ModelFixture : IDisposable
{
    public ModelFixture()
    {
        NativeLibraries.Load();
        Model = LlamaModel.Load(new LlamaModelOptions { Path = ModelPath });
    }

    public static string ModelPath => Path.Combine(AppContext.BaseDirectory, "lightthinker-tiny-f16.gguf");

    internal LlamaModel Model { get; }

    /// <summary>A decoder of its own for one test; small, on two threads.</summary>
    internal LlamaDecoder CreateDecoder(int cells = 512, int batch = 64, int microBatch = 64, int slots = 4) =>
        new(LlamaContext.Create(Model, new LlamaContextOptions
        {
            Cells = cells,
            BatchCapacity = batch,
            MicroBatch = microBatch,
            Slots = slots,
            Threads = 2,
        }));

    public void Dispose() => Model.Dispose();
}
