using System.Runtime.InteropServices;

namespace LightThinker.Llama.Native;

/// <summary>
/// The three libraries of one folder, opened and found fit. Immutable and thread-safe. They stay open until the process
/// ends: ggml's registry of backends cannot be unloaded.
/// </summary>
internal sealed unsafe class NativeLibrarySet
{
    private const string Fix =
        "Point to a folder with the shared libraries of llama.cpp v0.5.0, or build again to get those of the npm package.";

    private readonly nint _llama;
    private readonly nint _ggml;
    private readonly nint _ggmlBase;

    private NativeLibrarySet(string folder, nint llama, nint ggml, nint ggmlBase, string version)
    {
        Folder = folder;
        _llama = llama;
        _ggml = ggml;
        _ggmlBase = ggmlBase;
        Version = version;
    }

    /// <summary>Full path.</summary>
    public string Folder { get; }

    /// <summary>What the library calls itself, for example <c>0.5.0</c>.</summary>
    public string Version { get; }

    /// <summary>Opens the libraries of a folder and checks them.</summary>
    /// <exception cref="NativeLibraryException">One is missing, cannot be opened or is of another version.</exception>
    public static NativeLibrarySet Open(string folder)
    {
        folder = Path.GetFullPath(folder);
        if (!Directory.Exists(folder))
        {
            throw new NativeLibraryException($"The folder of llama.cpp's libraries does not exist: {folder}. {Fix}");
        }

        // Dependencies first: the system's loader then finds them even where the libraries do not say where to look.
        nint ggmlBase = OpenFile(folder, "ggml-base");
        nint ggml = OpenFile(folder, "ggml");
        nint llama = OpenFile(folder, "llama");
        if (!Directory.EnumerateFiles(folder).Any(static file => IsLibrary(Path.GetFileName(file), "ggml-cpu", "-.")))
        {
            throw new NativeLibraryException($"No ggml-cpu library in {folder}: nothing could compute. {Fix}");
        }

        return new NativeLibrarySet(folder, llama, ggml, ggmlBase, CheckAbi(folder, llama));
    }

    /// <summary>The handle for a name in <see cref="NativeMethods"/>; 0 for any other name.</summary>
    public nint Find(string name) => name switch
    {
        "llama" => _llama,
        "ggml" => _ggml,
        "ggml-base" => _ggmlBase,
        _ => 0,
    };

    /// <summary>Loads the compute backends beside the libraries.</summary>
    public void LoadBackends()
    {
        var load = (delegate* unmanaged<byte*, void>)Export(Folder, _ggml, "ggml_backend_load_all_from_path");
        fixed (byte* path = Utf8.Terminated(Folder))
        {
            load(path);
        }
    }

    private static nint OpenFile(string folder, string name)
    {
        // A release's own file and the links beside it all match; the shortest name is the link.
        string file = Directory.EnumerateFiles(folder)
            .Where(path => IsLibrary(Path.GetFileName(path), name, "."))
            .MinBy(static path => path.Length)
            ?? throw new NativeLibraryException($"No {name} library in {folder}. {Fix}");
        try
        {
            return NativeLibrary.Load(file);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            throw new NativeLibraryException($"{file} cannot be opened: {error.Message} {Fix}", error);
        }
    }

    private static bool IsLibrary(string file, string name, string next)
    {
        ReadOnlySpan<char> rest = file.StartsWith("lib", StringComparison.Ordinal) ? file.AsSpan(3) : file;
        return rest.StartsWith(name, StringComparison.Ordinal)
            && rest.Length > name.Length && next.Contains(rest[name.Length], StringComparison.Ordinal)
            && (rest.EndsWith(".dll", StringComparison.Ordinal)
                || rest.EndsWith(".dylib", StringComparison.Ordinal)
                || rest.Contains(".so", StringComparison.Ordinal));
    }

    private static string CheckAbi(string folder, nint llama)
    {
        var version = (delegate* unmanaged<byte*>)Export(folder, llama, "llama_version");
        var model = (delegate* unmanaged<ModelProbe>)Export(folder, llama, "llama_model_default_params");
        var context = (delegate* unmanaged<ContextProbe>)Export(folder, llama, "llama_context_default_params");
        string name = Marshal.PtrToStringUTF8((nint)version()) ?? "unknown";
        if (AbiCheck.FindMismatch(model().Value, context().Value) is { } mismatch)
        {
            throw new NativeLibraryException(
                $"The libraries in {folder} are of llama.cpp version {name}, whose interface differs: {mismatch}. {Fix}");
        }

        return name;
    }

    private static nint Export(string folder, nint library, string name) =>
        NativeLibrary.TryGetExport(library, name, out nint address)
            ? address
            : throw new NativeLibraryException(
                $"The libraries in {folder} do not export {name}: they are not of llama.cpp v0.5.0. {Fix}");

    /// <summary>Room for a library whose struct is larger than ours, so that it cannot write past the end.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 1024)]
    private struct ModelProbe
    {
        [FieldOffset(0)]
        public NativeModelParams Value;
    }

    /// <summary>As <see cref="ModelProbe"/>.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 1024)]
    private struct ContextProbe
    {
        [FieldOffset(0)]
        public NativeContextParams Value;
    }
}
