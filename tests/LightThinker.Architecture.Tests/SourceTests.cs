using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using LightThinker.Engine.Scheduling;

namespace LightThinker.Architecture.Tests;

public sealed partial class SourceTests
{
    private const int MaxLines = 300;

    [Fact]
    public void Unsafe_Code_IsInTheBindingOnly()
    {
        var unsafeProjects = Repository.Projects
            .Where(pair => pair.Value.Descendants("AllowUnsafeBlocks").Any(element => element.Value == "true"))
            .Select(pair => pair.Key);

        Assert.Equal(["LightThinker.Llama"], unsafeProjects);
    }

    [Fact]
    public void PlatformInvoke_IsInTheBindingOnly()
    {
        var files = Repository.SourceFiles("src").Where(path => NativeImport().IsMatch(Repository.Read(path)));

        Assert.NotEmpty(files);
        Assert.All(files, path => Assert.StartsWith("src/LightThinker.Llama/", path, StringComparison.Ordinal));
    }

    [Fact]
    public void Engine_HasNoAsyncMethod()
    {
        var asynchronous = typeof(InferenceEngine).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(
                BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttribute<AsyncStateMachineAttribute>() is not null
                || typeof(Task).IsAssignableFrom(method.ReturnType));

        Assert.Empty(asynchronous);
    }

    [Fact]
    public void Source_Files_StayBelow300Lines()
    {
        var tooLong = Repository.SourceFiles("src")
            .Select(path => (path, Lines: Repository.Read(path).Count(character => character == '\n')))
            .Where(file => file.Lines > MaxLines);

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Step_FitsOneScreen()
    {
        string source = Repository.Read("src/LightThinker.Engine/Scheduling/EngineCore.cs");
        string body = StepBody().Match(source).Value;

        Assert.NotEmpty(body);
        Assert.InRange(body.Count(character => character == '\n'), 1, 40);
    }

    [GeneratedRegex(@"\[(LibraryImport|DllImport)\b")]
    private static partial Regex NativeImport();

    [GeneratedRegex(@"public bool Step\(\).*?\n    }", RegexOptions.Singleline)]
    private static partial Regex StepBody();
}
