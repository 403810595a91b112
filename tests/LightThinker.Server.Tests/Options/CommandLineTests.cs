using LightThinker.Server.Options;

namespace LightThinker.Server.Tests.Options;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData]
    [InlineData("--Model:Path=x.gguf")]
    [InlineData("--Model:Path", "x.gguf", "--Log:Level=Debug")]
    public void Arguments_ThatAreSettings_AreTaken(params string[] args) => Assert.Null(CommandLine.FindMistake(args));

    [Theory]
    [InlineData("x.gguf", "x.gguf")]
    [InlineData("/models/x.gguf", "/models/x.gguf")]
    [InlineData("-h", "-h")]
    [InlineData("--help", "--help")]
    [InlineData("--Model:Path", "--Log:Level=Debug", "--Model:Path")]
    [InlineData("x.gguf", "--Model:Id", "y", "x.gguf")]
    public void Arguments_ThatWouldBeSkipped_AreNamed(string expected, params string[] args) =>
        Assert.StartsWith($"The argument '{expected}' is not a setting;", CommandLine.FindMistake(args), StringComparison.Ordinal);
}
