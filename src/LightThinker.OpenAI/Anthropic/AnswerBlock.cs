using System.Text.Json.Serialization;

namespace LightThinker.OpenAI.Anthropic;

/// <summary>One block of an answer's content. Immutable.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(TextBlock), "text")]
[JsonDerivedType(typeof(ThinkingBlock), "thinking")]
[JsonDerivedType(typeof(ToolUseBlock), "tool_use")]
public abstract record AnswerBlock;
