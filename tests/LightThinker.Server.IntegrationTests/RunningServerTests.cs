namespace LightThinker.Server.IntegrationTests;

/// <summary>Tests that share one running server, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class RunningServerTests : ICollectionFixture<RunningServer>
{
    public const string Name = "running server";
}
