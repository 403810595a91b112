using LightThinker.Llama.Native;

namespace LightThinker.Llama.Tests.Native;

public sealed class NativeLibrarySetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_FolderOfTheBuild_StatesTheVersion() =>
        Assert.StartsWith(
            "0.5.0", NativeLibrarySet.Open(NativeLibraries.DefaultFolder).Version, StringComparison.Ordinal);

    [Fact]
    public void Open_FolderThatDoesNotExist_NamesItAndTheFix()
    {
        string missing = Path.Combine(_folder.FullPath, "nowhere");

        string message = Assert.Throws<NativeLibraryException>(() => NativeLibrarySet.Open(missing)).Message;

        Assert.Contains($"does not exist: {missing}", message, StringComparison.Ordinal);
        Assert.Contains("llama.cpp v0.5.0", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_EmptyFolder_NamesTheMissingLibrary() =>
        Assert.Contains($"No ggml-base library in {_folder.FullPath}", OpenFailure(), StringComparison.Ordinal);

    [Fact]
    public void Open_FileThatIsNoLibrary_NamesTheFile()
    {
        string file = _folder.Write("libggml-base.so", "not a library"u8);

        Assert.Contains($"{file} cannot be opened", OpenFailure(), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NoCpuBackend_SaysThatNothingCouldCompute()
    {
        CopyLibraries(static file => !file.Contains("ggml-cpu", StringComparison.Ordinal));

        Assert.Contains("No ggml-cpu library", OpenFailure(), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OtherLibraryUnderTheName_SaysWhatItLacks()
    {
        CopyLibraries(static file => !Path.GetFileName(file).StartsWith("libllama.", StringComparison.Ordinal));
        string ggml = Directory.GetFiles(NativeLibraries.DefaultFolder, "libggml.*").Single();
        File.Copy(ggml, Path.Combine(_folder.FullPath, "libllama.so"));

        string message = OpenFailure();

        Assert.Contains(_folder.FullPath, message, StringComparison.Ordinal);
        Assert.Contains("do not export llama_version", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OtherFolderInOneProcess_NamesBoth()
    {
        NativeLibraries.Load();

        string message = Assert.Throws<NativeLibraryException>(() => NativeLibraries.Load(_folder.FullPath)).Message;

        Assert.Contains(_folder.FullPath, message, StringComparison.Ordinal);
        Assert.Contains(NativeLibraries.DefaultFolder, message, StringComparison.Ordinal);
    }

    private string OpenFailure() =>
        Assert.Throws<NativeLibraryException>(() => NativeLibrarySet.Open(_folder.FullPath)).Message;

    private void CopyLibraries(Func<string, bool> wanted)
    {
        foreach (string file in Directory.GetFiles(NativeLibraries.DefaultFolder).Where(wanted))
        {
            File.Copy(file, Path.Combine(_folder.FullPath, Path.GetFileName(file)));
        }
    }
}
