namespace LightThinker.Engine.Sequences;

/// <summary>Rows of a batch, one after the other, that read tokens of a prompt. Immutable.</summary>
/// <param name="FirstRow">The first row.</param>
/// <param name="FirstToken">The prompt's token in it, from 0; its logits are those of the next token.</param>
/// <param name="Count">Number of rows.</param>
internal readonly record struct PromptRows(int FirstRow, int FirstToken, int Count);
