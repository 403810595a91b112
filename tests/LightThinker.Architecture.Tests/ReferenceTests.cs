using System.Text.RegularExpressions;

namespace LightThinker.Architecture.Tests;

public sealed partial class ReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Engine"] = [],
        ["Chat"] = [],
        ["OpenAI"] = [],
        ["Gguf"] = [],
        ["Llama"] = ["Engine"],
        ["LLamaSharp"] = ["Engine"],
        ["Evaluation"] = ["OpenAI"],
        ["Training"] = ["Gguf"],
        ["Server"] = ["Chat", "Engine", "Llama", "OpenAI"],
    };

    // Its packages may not be on every feed.
    private static readonly string[] OutsideTheSolution = ["LightThinker.LLamaSharp"];

    public static TheoryData<string> ProjectNames() => [.. Repository.Projects.Keys];

    [Theory]
    [MemberData(nameof(ProjectNames))]
    public void Project_References_AreTheAllowedOnes(string project)
    {
        var referenced = Repository.Projects[project].Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
            .Select(name => name["LightThinker.".Length..]);

        Assert.Empty(referenced.Except(Allowed[project["LightThinker.".Length..]]));
    }

    [Fact]
    public void Solution_HoldsEveryProject()
    {
        string solution = Repository.Read("LightThinkerServer.sln").Replace('\\', '/');
        var projects = ((string[])["src", "tests", "benchmarks"])
            .SelectMany(folder => Directory.EnumerateFiles(
                Path.Combine(Repository.Root.FullName, folder), "*.csproj", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Repository.Root.FullName, path).Replace('\\', '/'))
            .Where(path => !OutsideTheSolution.Any(name => path.Contains(name, StringComparison.Ordinal)))
            .ToList();

        Assert.NotEmpty(projects);
        Assert.All(projects, path => Assert.Contains($"\"{path}\"", solution, StringComparison.Ordinal));
    }

    [Fact]
    public void Server_Runtime_IsTouchedInOnePlaceOnly()
    {
        var files = Repository.SourceFiles("src/LightThinker.Server")
            .Where(path => RuntimeNamespace().IsMatch(Repository.Read(path)));

        Assert.Single(files);
    }

    [Theory]
    [MemberData(nameof(ProjectNames))]
    public void Project_AspNetCore_IsUsedByTheServerOnly(string project)
    {
        bool isWeb = Repository.Projects[project].Root!.Attribute("Sdk")!.Value == "Microsoft.NET.Sdk.Web"
            || Repository.Projects[project].Descendants("FrameworkReference").Any();

        Assert.Equal(project == "LightThinker.Server", isWeb);
    }

    [GeneratedRegex(@"using LightThinker\.(Llama|LLamaSharp)\b")]
    private static partial Regex RuntimeNamespace();
}
