using LightThinker.Server.Hosting;

namespace LightThinker.Server.Tests;

public sealed class ServerApplicationTests
{
    [Fact]
    public void Build_WithAWrongSetting_SaysWhich()
    {
        var exception = Assert.Throws<StartupException>(() => ServerApplication.Build(["--Engine:MaxQueued=0"]));

        Assert.Equal("Engine:MaxQueued is '0': expected a whole number from 1 to 100000.", exception.Message);
    }

    [Fact]
    public void StartupException_OfSeveralLines_IsOne() =>
        Assert.Equal("first second", new StartupException("first\r\n\n  second\n").Message);
}
