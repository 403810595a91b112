namespace LightThinker.Server.Answers;

/// <summary>The next piece of one choice, as every protocol understands it. Immutable.</summary>
/// <param name="Choice">Which of the answer's choices, from 0.</param>
/// <param name="Part">Where the text belongs.</param>
/// <param name="Text">New text; of a tool call, of its arguments. Empty only in a call's first piece.</param>
/// <param name="Call">Which call it belongs to; null unless the part is a tool call.</param>
internal readonly record struct AnswerDelta(int Choice, AnswerPart Part, string Text, ToolCallPiece? Call = null);
