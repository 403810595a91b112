using LightThinker.Training.Commands;
using LightThinker.Training.Data;
using LightThinker.Training.Tests.TestKit;

namespace LightThinker.Training.Tests.Commands;

public sealed class CommandLineTests
{
    [Fact]
    public void GenerateData_Twice_WritesTheSameHeldOutFile()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in (string[])["a.jsonl", "b.jsonl"])
        {
            Assert.Equal(0, Run(
                "generate-data", "-o", folder.File(name), "-n", "20", "--family", "story", "people", "--steps", "2", "4", "--held-out"));
        }

        Assert.Equal(File.ReadAllText(folder.File("a.jsonl")), File.ReadAllText(folder.File("b.jsonl")));
        Example[] examples = [.. ExampleFile.Read(folder.File("a.jsonl"))];
        Assert.Equal([("people", 2), ("people", 4), ("story", 2), ("story", 4)],
            examples.Select(example => (example.Family, example.Steps)).Distinct().Order());
        Assert.All(examples, example => Assert.Equal("held-out", example.Split));
    }

    [Fact]
    public void TrainAndExport_OfATinyRun_MakeAModelFile()
    {
        using var folder = new TemporaryFolder();
        string run = folder.File("run");

        Assert.Equal(0, Run(
            "train", "-o", run, "--width", "32", "--heads", "2", "--layers", "1", "--feed-forward", "32", "--tokens", "1500",
            "--pack-tokens", "200", "--workers", "2", "--most-steps", "1", "--restarts", "0"));
        Assert.Equal(0, Run("export", "-r", run, "-o", folder.File("m.gguf"), "--name", "Tiny"));

        using var file = new LlamaModelFile(folder.File("m.gguf"));
        Assert.Equal("Tiny", file.Model.Metadata["general.name"]);
        Assert.Equal(1, Run("train", "-o", run));
    }

    [Fact]
    public void Ablate_OfTinyRuns_WritesATableOfAllVariants()
    {
        using var folder = new TemporaryFolder();
        string[] arguments =
        [
            "ablate", "-o", folder.Path, "--tokens", "500", "--pack-tokens", "250", "--workers", "2", "--problems", "1",
        ];

        Assert.Equal(0, Run(arguments));
        string table = File.ReadAllText(folder.File("ablations.md"));
        Assert.Equal(0, Run(arguments));

        // A second time trains nothing, so the minutes are the same too.
        Assert.Equal(table, File.ReadAllText(folder.File("ablations.md")));
        Assert.Equal(2 + 6, table.TrimEnd('\n').Split('\n').Length);
        Assert.Equal(1 + 6, File.ReadAllLines(folder.File("ablations.csv")).Length);
        Assert.Equal(0, Run([.. arguments, "--variant", "control", "token"]));
        Assert.Equal(1 + 2, File.ReadAllLines(folder.File("ablations.csv")).Length);
        Assert.Equal(1, Run([.. arguments, "--seed", "2"]));
    }

    [Fact]
    public void Train_OnExamplesLongerThanTheContext_FailsWithCodeOne()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, Run("generate-data", "-o", folder.File("d.jsonl"), "-n", "5"));

        Assert.Equal(1, Run("train", "-o", folder.File("run"), "--data", folder.File("d.jsonl"), "--context", "40"));
    }

    [Fact]
    public void Export_OfAHuggingFaceFolder_AddsTheMissingTokens()
    {
        using var folder = new TemporaryFolder();
        HuggingFaceFolder.Write(folder.Path, "qwen2", "BF16", padding: 30).Dispose();

        Assert.Equal(0, Run("export", "--base", folder.Path, "--cache-tokens", "9", "-o", folder.File("m.gguf")));

        using var file = new LlamaModelFile(folder.File("m.gguf"));
        Assert.Equal("9", file.Model.Metadata["lightthinker.cache_token_count"]);
        Assert.Equal("true", file.Model.Metadata["lightthinker.compress_answer"]);
        // 0 to 6 are the tokens that come before the cache tokens.
        Assert.Equal(HuggingFaceFolder.TokenCount + 8 + 8, file.Vocabulary.Find("<|o_8|>")?.Id);
    }

    [Theory]
    [InlineData("export", "--output", "FOLDER/m.gguf")]
    [InlineData("export", "--base", "FOLDER", "--run", "FOLDER", "--output", "FOLDER/m.gguf")]
    [InlineData("export", "--base", "FOLDER", "--output", "FOLDER/m.gguf")]
    [InlineData("train", "--output", "FOLDER/none", "--resume")]
    [InlineData("train", "--output", "FOLDER/new", "--workers", "0")]
    [InlineData("train", "--output", "FOLDER/new", "--base", "FOLDER/none")]
    [InlineData("train", "--output", "FOLDER/new", "--data", "FOLDER/none.jsonl")]
    [InlineData("train", "--output", "FOLDER/new", "--width", "33")]
    [InlineData("train", "--output", "FOLDER/new", "--method", "paragraph")]
    [InlineData("train", "--output", "FOLDER/new", "--method", "token", "--token-interval", "0")]
    [InlineData("ablate", "--output", "FOLDER/new", "--variant", "k-3")]
    [InlineData("ablate", "--output", "FOLDER/new", "--problems", "0")]
    [InlineData("ablate", "--output", "FOLDER/new", "--tokens", "0")]
    [InlineData("export", "--run", "FOLDER/none", "--output", "FOLDER/m.gguf")]
    [InlineData("generate-data", "--output", "FOLDER/none/d.jsonl")]
    [InlineData("generate-data", "--output", "FOLDER/d.jsonl", "--family", "poems")]
    [InlineData("evaluate", "--data", "FOLDER/none.jsonl")]
    [InlineData("train", "--unknown")]
    public void Command_WithBadInput_FailsWithCodeOne(params string[] arguments)
    {
        using var folder = new TemporaryFolder();

        Assert.Equal(1, Run([.. arguments.Select(argument => argument.Replace("FOLDER", folder.Path, StringComparison.Ordinal))]));
    }

    [Theory]
    [InlineData("train")]
    [InlineData("ablate")]
    [InlineData("export")]
    [InlineData("evaluate")]
    [InlineData("generate-data")]
    public void Command_Help_IsThere(string command) => Assert.Equal(0, Run(command, "--help"));

    private static int Run(params string[] arguments) => CommandLine.Root().Parse(arguments).Invoke();
}
