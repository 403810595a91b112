using System.Text.Json.Serialization;

namespace LightThinker.Training.Runs;

/// <summary>How runs are written as JSON. Thread-safe.</summary>
[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(RunDescription))]
internal sealed partial class RunJson : JsonSerializerContext;
