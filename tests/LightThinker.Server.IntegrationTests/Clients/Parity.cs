namespace LightThinker.Server.IntegrationTests.Clients;

/// <summary>Whether a number is even.</summary>
public enum Parity
{
    Even,
    Odd,
}
