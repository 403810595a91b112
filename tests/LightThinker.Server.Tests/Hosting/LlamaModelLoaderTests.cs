using LightThinker.Llama;
using LightThinker.Server.Hosting;
using Microsoft.Extensions.Logging;
using Serilog.Events;
using Serilog.Extensions.Logging;

namespace LightThinker.Server.Tests.Hosting;

public sealed class LlamaModelLoaderTests
{
    [Theory]
    [InlineData(LogEventLevel.Verbose, LlamaLogLevel.Debug)]
    [InlineData(LogEventLevel.Debug, LlamaLogLevel.Information)]
    [InlineData(LogEventLevel.Information, LlamaLogLevel.Warning)]
    [InlineData(LogEventLevel.Warning, LlamaLogLevel.Warning)]
    [InlineData(LogEventLevel.Error, LlamaLogLevel.None)]
    [InlineData(LogEventLevel.Fatal, LlamaLogLevel.None)]
    public void Minimum_ForALevelOfTheServer_PassesOnExactlyWhatIsLogged(LogEventLevel level, LlamaLogLevel minimum)
    {
        Assert.Equal(minimum, LlamaModelLoader.MinimumFor(level));

        foreach (LlamaLogLevel native in Enum.GetValues<LlamaLogLevel>().Where(value => value != LlamaLogLevel.None))
        {
            LogLevel logged = LlamaModelLoader.LevelOf(native);
            Assert.Equal(native >= minimum, LevelConvert.ToSerilogLevel(logged) >= level);
        }
    }
}
