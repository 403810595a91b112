using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LightThinker.Llama.Native;

namespace LightThinker.Llama.Tests;

/// <summary>Functions of llama.cpp v0.5.0 that only tests call. Thread-safe as far as each function is.</summary>
internal static unsafe partial class TestNative
{
    private const string Llama = "llama-test";

    [LibraryImport(Llama)]
    internal static partial void llama_set_abort_callback(
        nint context, delegate* unmanaged<void*, byte> callback, void* state);

    [LibraryImport(Llama)]
    internal static partial int llama_tokenize(
        nint vocabulary, byte* text, int length, int* tokens, int capacity, byte addSpecial, byte parseSpecial);

    /// <returns>A sequence's vector, pooled by llama.cpp; null for a context that does not pool.</returns>
    [LibraryImport(Llama)]
    internal static partial float* llama_get_embeddings_seq(nint context, int sequence);

    [LibraryImport(Llama)]
    internal static partial nint llama_sampler_chain_init(byte noPerformanceCounters);

    [LibraryImport(Llama)]
    internal static partial void llama_sampler_chain_add(nint chain, nint stage);

    [LibraryImport(Llama)]
    internal static partial nint llama_sampler_init_penalties(
        int vocabulary, int window, float repetition, float frequency, float presence);

    [LibraryImport(Llama)]
    internal static partial nint llama_sampler_init_dry(
        nint vocabulary,
        float multiplier,
        float @base,
        int allowedLength,
        int window,
        byte** breakers,
        nuint breakerCount);

    [LibraryImport(Llama)]
    internal static partial nint llama_sampler_init_top_k(int k);

    [LibraryImport(Llama)]
    internal static partial nint llama_sampler_init_typical(float p, nuint keep);

    [LibraryImport(Llama)]
    internal static partial nint llama_sampler_init_top_p(float p, nuint keep);

    [LibraryImport(Llama)]
    internal static partial nint llama_sampler_init_min_p(float p, nuint keep);

    [LibraryImport(Llama)]
    internal static partial nint llama_sampler_init_xtc(float probability, float threshold, nuint keep, uint seed);

    [LibraryImport(Llama)]
    internal static partial nint llama_sampler_init_temp(float temperature);

    [LibraryImport(Llama)]
    internal static partial void llama_sampler_accept(nint sampler, int token);

    [LibraryImport(Llama)]
    internal static partial void llama_sampler_apply(nint sampler, NativeTokenDataArray* candidates);

    [LibraryImport(Llama)]
    internal static partial void llama_sampler_free(nint sampler);

    [ModuleInitializer]
    internal static void Resolve() => NativeLibrary.SetDllImportResolver(
        Assembly.GetExecutingAssembly(),
        static (name, _, _) => name == Llama
            ? NativeLibrary.Load(Directory.GetFiles(NativeLibraries.DefaultFolder, "*llama.*").Single())
            : 0);
}
