namespace LightThinker.Server.IntegrationTests.Clients;

/// <summary>The form that clients ask an answer to have. Immutable.</summary>
/// <param name="Parity">Whether a number is even.</param>
public sealed record Verdict(Parity Parity);
