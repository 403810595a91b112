using System.Reflection;
using LightThinker.Training.Commands;
using LightThinker.Training.Tests.TestKit;

namespace LightThinker.Training.Tests.Scalars;

public sealed class TemporaryScalarsTests
{
    private readonly TemporaryScalars _scalars = new();

    public static TheoryData<string> LostUses() => [.. Uses("Lost")];

    public static TheoryData<string> KeptUses() => [.. Uses("Kept")];

    [Fact]
    public void Program_Scalars_LiveAsLongAsTheCallThatUsesThem()
    {
        MethodBase[] methods = [.. MethodCode.MethodsOf(typeof(CommandLine).Assembly)];

        Assert.NotEmpty(methods);
        Assert.Empty(methods.SelectMany(_scalars.In));
    }

    [Theory]
    [MemberData(nameof(LostUses))]
    public void Use_OfAScalarThatNothingKeeps_IsFound(string use) => Assert.NotEmpty(Found(use));

    [Theory]
    [MemberData(nameof(KeptUses))]
    public void Use_OfAScalarThatIsKept_IsLeftAlone(string use) => Assert.Empty(Found(use));

    // A lambda's code is in a method of its own, whose name has that of the method around it.
    private IEnumerable<string> Found(string use) => MethodCode.MethodsOf(typeof(ScalarUses).Assembly)
        .Where(method => (method.DeclaringType == typeof(ScalarUses) || method.DeclaringType?.DeclaringType == typeof(ScalarUses))
            && (method.Name == use || method.Name.Contains($"<{use}>", StringComparison.Ordinal)))
        .SelectMany(_scalars.In);

    private static IEnumerable<string> Uses(string prefix) => typeof(ScalarUses).GetMethods()
        .Select(method => method.Name)
        .Where(name => name.StartsWith(prefix, StringComparison.Ordinal));
}
