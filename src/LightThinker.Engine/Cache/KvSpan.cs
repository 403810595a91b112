using LightThinker.Engine.Decoding;

namespace LightThinker.Engine.Cache;

/// <summary>Neighbouring cells of one kind, without holes. Immutable.</summary>
/// <param name="Range">The positions held; not empty.</param>
/// <param name="Kind">What their tokens were.</param>
internal readonly record struct KvSpan(PositionRange Range, CellKind Kind);
