namespace LightThinker.Engine.Grammars.Programs;

/// <summary>A step of <see cref="Utf8States"/>: bytes from <paramref name="First"/> to <paramref name="Last"/>. Immutable.</summary>
/// <param name="First">The smallest byte.</param>
/// <param name="Last">The largest byte.</param>
/// <param name="Target">The state that follows, or <see cref="Utf8States.Whole"/>.</param>
internal readonly record struct Utf8Edge(byte First, byte Last, int Target);
