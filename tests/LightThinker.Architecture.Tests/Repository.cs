using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace LightThinker.Architecture.Tests;

/// <summary>The checkout these tests were compiled from. Thread-safe.</summary>
internal static class Repository
{
    public static DirectoryInfo Root { get; } = FindRoot();

    /// <summary>The C# files of a folder, build output left out, as paths relative to the root.</summary>
    public static IEnumerable<string> SourceFiles(string folder) => Directory
        .EnumerateFiles(Path.Combine(Root.FullName, folder), "*.cs", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Root.FullName, path).Replace('\\', '/'))
        .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root.FullName, path));

    /// <summary>The project files under src, by project name.</summary>
    public static IReadOnlyDictionary<string, XDocument> Projects { get; } = Directory
        .EnumerateFiles(Path.Combine(FindRoot().FullName, "src"), "*.csproj", SearchOption.AllDirectories)
        .ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => XDocument.Load(path));

    private static DirectoryInfo FindRoot([CallerFilePath] string here = "")
    {
        var folder = new FileInfo(here).Directory;
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LightThinkerServer.sln")))
        {
            folder = folder.Parent;
        }

        return folder ?? throw new DirectoryNotFoundException($"LightThinkerServer.sln is not above {here}.");
    }
}
