namespace LightThinker.Server.Answers;

/// <summary>Which call a piece of an answer belongs to. Immutable.</summary>
/// <param name="Index">Which of the choice's calls, from 0.</param>
/// <param name="Id">The call's id, in its first piece only.</param>
/// <param name="Name">The function's name, in the call's first piece only.</param>
internal sealed record ToolCallPiece(int Index, string? Id = null, string? Name = null);
