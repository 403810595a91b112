namespace LightThinker.Engine.Scheduling;

/// <summary>The engine at a glance, readable from any thread. Immutable.</summary>
/// <param name="Queued">Requests waiting.</param>
/// <param name="Running">Sequences holding cells.</param>
/// <param name="ResidentCells">KV cells in use.</param>
/// <param name="PromisedCells">KV cells promised to running sequences, used or not.</param>
/// <param name="CellCount">All KV cells.</param>
/// <param name="LastStep">When the engine thread last came round, by the engine's time provider's timestamp.</param>
/// <param name="HasFailed">Whether the engine thread ended with an error.</param>
public sealed record EngineStatus(
    int Queued,
    int Running,
    int ResidentCells,
    int PromisedCells,
    int CellCount,
    long LastStep,
    bool HasFailed);
