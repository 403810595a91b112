using LightThinker.Llama.Native;

namespace LightThinker.Llama.Tests.Native;

public sealed class ComputeDevicesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void List_AnyMachine_HasTheCpu() =>
        Assert.Contains(ComputeDevices.List(), static device => device.StartsWith("CPU: ", StringComparison.Ordinal));

    [Fact]
    public void FindUnusable_NoGpuLibrary_FindsNothing() =>
        Assert.Null(ComputeDevices.FindUnusable(_folder.FullPath, ["CPU: some"]));

    [Fact]
    public void FindUnusable_BackendInUse_FindsNothing()
    {
        _folder.Write("libggml-cuda.so", "x"u8);

        Assert.Null(ComputeDevices.FindUnusable(_folder.FullPath, ["CUDA0: some GPU", "CPU: some"]));
    }

    [Fact]
    public void FindUnusable_LibraryCannotBeOpened_SaysWhich()
    {
        _folder.Write("libggml-cuda.so", "x"u8);

        Assert.StartsWith(
            "libggml-cuda.so is there, but cannot be opened: ",
            ComputeDevices.FindUnusable(_folder.FullPath, ["CPU: some"]),
            StringComparison.Ordinal);
    }
}
