using System.Text;
using LightThinker.TestKit.Models;
using LightThinker.Training.Tests.TestKit;

namespace LightThinker.Training.Tests.Programs;

/// <summary>What a user may get wrong, on the command line: each is one line on stderr and exit code 1.</summary>
public sealed class BadInputTests
{
    [Fact]
    public async Task Train_OnAMissingFile_NamesIt()
    {
        using var folder = new TemporaryFolder();

        Assert.Contains("none.jsonl", await TrainAsync(folder, "--data", folder.File("none.jsonl")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"family\":\"story\",")]
    [InlineData("{\"family\":\"story\",\"steps\":1}")]
    [InlineData("5")]
    [InlineData("{\"family\":\"f\",\"steps\":1,\"split\":\"s\",\"messages\":[{\"role\":\"user\",\"content\":null}],\"thoughts\":[],\"response\":\"r\",\"answer\":\"\"}")]
    public async Task Train_OnALineThatIsBroken_NamesTheLine(string line)
    {
        using var folder = new TemporaryFolder();
        await TrainingProgram.SucceedAsync("generate-data", "-o", folder.File("data.jsonl"), "-n", "4");
        string[] lines = await File.ReadAllLinesAsync(folder.File("data.jsonl"), TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(folder.File("data.jsonl"), [.. lines[..2], line, .. lines[2..]], TestContext.Current.CancellationToken);

        Assert.Contains("data.jsonl, line 3: ", await TrainAsync(folder, "--data", folder.File("data.jsonl")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("tokenizer.json")]
    [InlineData("*.safetensors")]
    public async Task Train_OnAModelFolderWithoutAFile_NamesIt(string missing)
    {
        using var folder = Model();
        File.Delete(Directory.EnumerateFiles(folder.Path, missing).Single());

        Assert.Contains(missing, await TrainAsync(folder, "--base", folder.Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_OnAModelFolderWithoutATensor_NamesIt()
    {
        using var folder = Model();
        Patch(folder.File("model.safetensors"), "model.norm.weight", "model.norm.height");

        Assert.Contains("model.norm.weight", await TrainAsync(folder, "--base", folder.Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_OnATensorOfAnotherShape_NamesItAndBothShapes()
    {
        using var folder = Model();
        Patch(folder.File("config.json"), "\"intermediate_size\":64", "\"intermediate_size\":48");

        string error = await TrainAsync(folder, "--base", folder.Path);

        Assert.Contains("mlp.gate_proj.weight has the shape [64, 32]; config.json makes it [48, 32]", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resume_WithoutARun_SaysSo()
    {
        using var folder = new TemporaryFolder();

        Assert.Contains("no checkpoint", await TrainAsync(folder, "--resume"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_OfARunWithoutACheckpoint_SaysSo()
    {
        using var folder = new TemporaryFolder();
        // A run that failed at once has left its description.
        await TrainAsync(folder, "--data", folder.File("none.jsonl"));

        string error = await TrainingProgram.FailAsync("export", "--run", folder.File("run"), "--output", folder.File("m.gguf"));

        Assert.Contains("no checkpoint", error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("m.gguf")));
    }

    [Fact]
    public async Task Export_ToAPlaceThatCannotBeReplaced_LeavesNothingBehind()
    {
        using var folder = Model();
        Directory.CreateDirectory(folder.File("m.gguf"));

        await TrainingProgram.FailAsync("export", "--base", folder.Path, "--output", folder.File("m.gguf"));

        Assert.False(File.Exists(folder.File("m.gguf.new")));
    }

    [Fact]
    public async Task Evaluate_WithoutAServer_NamesItsAddress()
    {
        using var folder = new TemporaryFolder();

        // Port 9 is that of a service that is nowhere any more.
        Assert.Contains("http://127.0.0.1:9/v1", await EvaluateAsync(folder, "http://127.0.0.1:9/v1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_OfAModelThatCannotCompress_PassesTheServersWordsOn()
    {
        using var folder = new TemporaryFolder();
        GeneratedModel.Create(ModelShape.TinyLlama).WriteTo(folder.File("plain.gguf"));
        Patch(folder.File("plain.gguf"), "<|splitter|>", "<|xplitter|>");
        using var server = await ServerProgram.StartAsync(folder.File("plain.gguf"));

        string error = await EvaluateAsync(folder, server.Url);

        Assert.Contains("'lightthinker' cannot run", error, StringComparison.Ordinal);
        Assert.Contains("<|splitter|>", error, StringComparison.Ordinal);
    }

    private static async Task<string> EvaluateAsync(TemporaryFolder folder, string url)
    {
        await TrainingProgram.SucceedAsync("generate-data", "-o", folder.File("data.jsonl"), "-n", "2", "--steps", "1");
        return await TrainingProgram.FailAsync("evaluate", "-d", folder.File("data.jsonl"), "--url", url, "--max-tokens", "4");
    }

    private static Task<string> TrainAsync(TemporaryFolder folder, params IEnumerable<string> arguments) =>
        TrainingProgram.FailAsync(["train", "--output", folder.File("run"), .. arguments]);

    private static TemporaryFolder Model()
    {
        var folder = new TemporaryFolder();
        HuggingFaceFolder.Write(folder.Path, "llama", "F32", padding: 0).Dispose();
        return folder;
    }

    /// <summary>Replaces a text by one of the same length, which leaves every place in the file where it is.</summary>
    private static void Patch(string path, string text, string other)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int at = bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text));
        Assert.True(at >= 0 && text.Length == other.Length);
        Encoding.ASCII.GetBytes(other).CopyTo(bytes, at);
        File.WriteAllBytes(path, bytes);
    }
}
