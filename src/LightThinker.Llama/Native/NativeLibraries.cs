using System.Runtime.InteropServices;

namespace LightThinker.Llama.Native;

/// <summary>Opens llama.cpp's libraries, once per process. Thread-safe.</summary>
internal static class NativeLibraries
{
    private static readonly Lock Gate = new();

    private static NativeLibrarySet? _loaded;

    /// <summary>Where the build puts the libraries.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "llama");

    /// <summary>Opens the libraries and their backends unless that is done.</summary>
    /// <param name="folder">A folder with llama.cpp's libraries; null for <see cref="DefaultFolder"/>.</param>
    /// <returns>The version the library states.</returns>
    /// <exception cref="NativeLibraryException">The folder has no fit libraries, or those of another are loaded.</exception>
    public static string Load(string? folder = null)
    {
        folder = Path.GetFullPath(folder ?? DefaultFolder);
        lock (Gate)
        {
            if (_loaded is null)
            {
                _loaded = Start(NativeLibrarySet.Open(folder));
            }
            else if (_loaded.Folder != folder)
            {
                throw new NativeLibraryException(
                    $"Libraries from {_loaded.Folder} are loaded already; a process cannot also load those in {folder}.");
            }

            return _loaded.Version;
        }
    }

    private static NativeLibrarySet Start(NativeLibrarySet libraries)
    {
        NativeLibrary.SetDllImportResolver(
            typeof(NativeLibraries).Assembly, (name, _, _) => libraries.Find(name));
        NativeLog.Attach();
        libraries.LoadBackends();
        NativeMethods.llama_backend_init();
        return NativeMethods.ggml_backend_dev_by_type(0) != 0
            ? libraries
            : throw new NativeLibraryException(
                NativeLog.WithProblems($"No CPU backend in {libraries.Folder} runs on this machine."));
    }
}
