using System.Text.Json;

namespace LightThinker.Server.IntegrationTests.Contract;

/// <summary>Checks one JSON value. Immutable and thread-safe.</summary>
/// <param name="value">What is checked.</param>
/// <param name="path">Where it stands, for the failure's message.</param>
internal delegate void Shape(JsonElement value, string path);
